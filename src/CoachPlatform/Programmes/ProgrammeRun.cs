using CoachPlatform.Platform;

namespace CoachPlatform.Programmes;

// These records are the storage format. Their stored names stand in ProgrammesSetup; a new shape is a new name with an upcaster.

/// <param name="Exercises">The version of the exercise that each step gives, by the step's key: fixed for the whole run.</param>
/// <param name="StartsOn">The day where the couple lives from which days are counted; null for the day of this event.</param>
public sealed record RunStarted(Guid CaseId, string TemplateVersionId, IReadOnlyDictionary<string, string> Exercises, DateOnly? StartsOn = null) : ICaseEvent;

public sealed record StepAssigned(Guid CaseId, string StepKey, Guid AssignmentId) : ICaseEvent;

/// <param name="RoundId">Its last round; computed, and not there, where nothing was ever started.</param>
public sealed record StepFinished(Guid CaseId, string StepKey, Guid RoundId) : ICaseEvent;

public sealed record StepLeftOut(Guid CaseId, string StepKey) : ICaseEvent;

/// <summary>The coach said yes to what the step asks of the coach.</summary>
public sealed record StepAllowed(Guid CaseId, string StepKey) : ICaseEvent;

/// <summary>For this couple the step has these terms; the template is as it was.</summary>
public sealed record StepChanged(Guid CaseId, string StepKey, StepTerms Terms) : ICaseEvent;

public sealed record RunPaused(Guid CaseId) : ICaseEvent;

public sealed record RunResumed(Guid CaseId) : ICaseEvent;

public sealed record RunEnded(Guid CaseId, RunEnd Because) : ICaseEvent;

public enum RunEnd { Completed, ByCoach }

/// <summary>What has become of one step. Waiting until it has an assignment or was left out.</summary>
/// <param name="Terms">Those changed for this couple; null for the template's.</param>
/// <param name="Rested">For how long the run rested while they had it; null for not at all. Those days are no part of the step's.</param>
public sealed record RunStep(
    Guid? AssignmentId = null,
    DateTimeOffset? AssignedAt = null,
    DateTimeOffset? FinishedAt = null,
    DateTimeOffset? LeftOutAt = null,
    bool Allowed = false,
    StepTerms? Terms = null,
    TimeSpan? Rested = null)
{
    public bool Waits => AssignmentId is null && LeftOutAt is null;

    /// <summary>The end of it, by which others may be counted; null while it waits or goes on.</summary>
    public DateTimeOffset? SettledAt => FinishedAt ?? LeftOutAt;
}

/// <summary>A programme given to a case.</summary>
/// <param name="Steps">By key; a step to which nothing has happened is not there.</param>
public sealed record ProgrammeRun(
    Guid Id,
    Guid CaseId,
    string TemplateVersionId,
    IReadOnlyDictionary<string, string> Exercises,
    DateOnly? StartsOn,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, RunStep> Steps,
    DateTimeOffset? PausedAt = null,
    DateTimeOffset? EndedAt = null,
    RunEnd? EndedBecause = null)
{
    /// <summary>Whether anything new may be given by it.</summary>
    public bool Running => PausedAt is null && EndedAt is null;

    public RunStep Of(string key) => Steps.GetValueOrDefault(key) ?? new RunStep();

    /// <summary>The terms by which a step goes for this couple.</summary>
    public StepTerms TermsOf(ProgrammeStep step) => Of(step.Key).Terms ?? step.Terms;

    /// <summary>The assignment of a step has an id of its own before it is made, so that a repeat makes nothing new.</summary>
    public static Guid AssignmentOf(string tenant, Guid run, string step) => Ids.Named(tenant, run.ToString("N"), step);

    /// <summary>Folds one event of the run's stream; events it does not know leave it as it was.</summary>
    public static ProgrammeRun? Fold(ProgrammeRun? run, Guid id, object @event, DateTimeOffset at) => (@event, run) switch
    {
        (RunStarted e, _) => new ProgrammeRun(id, e.CaseId, e.TemplateVersionId, e.Exercises, e.StartsOn, at, new Dictionary<string, RunStep>()),
        (_, null) => null,
        (StepAssigned e, _) => run.With(e.StepKey, s => s with { AssignmentId = e.AssignmentId, AssignedAt = at }),
        (StepFinished e, _) => run.With(e.StepKey, s => s with { FinishedAt = at }),
        (StepLeftOut e, _) => run.With(e.StepKey, s => s with { LeftOutAt = at }),
        (StepAllowed e, _) => run.With(e.StepKey, s => s with { Allowed = true }),
        (StepChanged e, _) => run.With(e.StepKey, s => s with { Terms = e.Terms }),
        (RunPaused, _) => run with { PausedAt = at },
        (RunResumed, _) => run with
        {
            PausedAt = null,
            Steps = run.PausedAt is { } from
                ? run.Steps.ToDictionary(s => s.Key, s => s.Value is { Waits: false, SettledAt: null } ? s.Value with { Rested = (s.Value.Rested ?? TimeSpan.Zero) + (at - from) } : s.Value)
                : run.Steps,
        },
        (RunEnded e, _) => run with { EndedAt = at, EndedBecause = e.Because },
        _ => run,
    };

    private ProgrammeRun With(string key, Func<RunStep, RunStep> change) =>
        this with { Steps = new Dictionary<string, RunStep>(Steps) { [key] = change(Of(key)) } };
}
