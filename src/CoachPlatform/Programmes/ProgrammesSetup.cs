using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Programmes;

public static class ProgrammesSetup
{
    private static readonly StoredEvents OfRuns = new()
    {
        ["run-started-v1"] = typeof(RunStarted),
        ["step-assigned-v1"] = typeof(StepAssigned),
        ["step-finished-v1"] = typeof(StepFinished),
        ["step-left-out-v1"] = typeof(StepLeftOut),
        ["step-allowed-v1"] = typeof(StepAllowed),
        ["step-changed-v1"] = typeof(StepChanged),
        ["run-paused-v1"] = typeof(RunPaused),
        ["run-resumed-v1"] = typeof(RunResumed),
        ["run-ended-v1"] = typeof(RunEnded),
    };

    private static readonly StoredEvents OfTemplates = new()
    {
        ["programme-published-v1"] = typeof(ProgrammePublished),
        ["programme-retired-v1"] = typeof(ProgrammeRetired),
        ["programme-restored-v1"] = typeof(ProgrammeRestored),
    };

    public static void AddProgrammes(this StoreOptions options)
    {
        OfRuns.AddTo(options);
        OfTemplates.AddTo(options);
        options.Projections.Add(new ProgrammeRuns(OfRuns.Values), ProjectionLifecycle.Inline);
        options.Projections.Add(new ProgrammeStates(OfTemplates.Values), ProjectionLifecycle.Inline);
        options.Schema.For<ProgrammeRun>().DocumentAlias("programme_run").Duplicate(r => r.CaseId, pgType: "uuid").Duplicate(r => r.Running, pgType: "boolean");
        options.Schema.For<RunWatch>().DocumentAlias("run_watch").Duplicate(w => w.LookFrom!, pgType: "timestamp with time zone");
        options.Schema.For<ProgrammeState>().DocumentAlias("programme_state");
        options.Schema.For<OwnProgramme>().DocumentAlias("own_programme");
        options.Schema.For<StoredProgramme>().SingleTenanted().DocumentAlias("programme_version");
    }
}

/// <summary>Keeps <see cref="ProgrammeRun"/> in the transaction of the events it is folded from.</summary>
public sealed class ProgrammeRuns : SingleStreamProjection<ProgrammeRun, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public ProgrammeRuns(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override ProgrammeRun? Evolve(ProgrammeRun? snapshot, Guid id, IEvent e) => ProgrammeRun.Fold(snapshot, id, e.Data, e.Timestamp.AsStored());
}

/// <summary>Keeps <see cref="ProgrammeState"/> in the transaction of the events it is folded from.</summary>
public sealed class ProgrammeStates : SingleStreamProjection<ProgrammeState, Guid>
{
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public ProgrammeStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override ProgrammeState? Evolve(ProgrammeState? snapshot, Guid id, IEvent e) => ProgrammeState.Fold(snapshot, e.Data, e.Timestamp.AsStored());
}
