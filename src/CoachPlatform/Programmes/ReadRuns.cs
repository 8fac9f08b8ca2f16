using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Programmes;

public enum RunStanding { Running, Paused, Ended }

public enum RunStepState { Waiting, Given, Finished, LeftOut }

/// <param name="Changed">They differ from the template's.</param>
/// <param name="RoundId">Its newest round; null where it was not given, or nothing of it has opened.</param>
/// <param name="EndsAt">When it ends by the calendar; null where it ends with its round, or nobody can say.</param>
/// <param name="Waits">Why it is not open yet; null where it is, or was.</param>
/// <param name="MayChange">Something about it can still be changed for this couple.</param>
public sealed record RunStepView(
    string Key, ProgrammeStepView Step, RunStepState State, bool Changed, Guid? AssignmentId, Guid? RoundId, DateTimeOffset? GivenAt, DateTimeOffset? SettledAt, DateTimeOffset? EndsAt,
    StepWaits? Waits, bool MayChange, bool Closed);

public sealed record RunView(
    Guid RunId, string Programme, string Title, string VersionId, RunStanding Standing, RunEnd? EndedBecause, DateOnly? StartsOn, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<RunStepView> Steps);

/// <summary>The runs of one case, for its coach: those that go on first.</summary>
public sealed record CaseRuns(Guid CaseId, string Zone, DateTimeOffset Now, long Position, IReadOnlyList<RunView> Runs);

public sealed class ReadRuns(IDocumentStore store, RunDesk desk, TimeProvider clock)
{
    public async Task<CaseRuns?> ForAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var now = clock.GetUtcNow();
        var views = new List<RunView>();
        foreach (var run in (await session.Query<ProgrammeRun>().Where(r => r.CaseId == caseId).ToListAsync(ct)).OrderBy(r => r.EndedAt is not null).ThenByDescending(r => r.StartedAt))
            if (await desk.AtAsync(session, run, gate, now, ct) is { } at)
                views.Add(Of(at));
        return new CaseRuns(caseId, gate.Zone, now, board?.Feed.Coach ?? 0, views);
    }

    private static RunView Of(RunAt at)
    {
        var run = at.Run;
        var standing = run.EndedAt is not null ? RunStanding.Ended : run.PausedAt is not null ? RunStanding.Paused : RunStanding.Running;
        return new RunView(
            run.Id, at.Template.Slug, at.Template.Title, run.TemplateVersionId, standing, run.EndedBecause, run.StartsOn, run.StartedAt, run.EndedAt, [.. at.Template.Steps.Select(s => Of(at, s))]);
    }

    private static RunStepView Of(RunAt at, ProgrammeStep step)
    {
        var (run, exercise) = (at.Run.Of(step.Key), at.Exercises[step.Key]);
        var terms = at.Run.TermsOf(step);
        var seen = at.World.Steps.GetValueOrDefault(step.Key);
        var state = run switch
        {
            { LeftOutAt: not null } => RunStepState.LeftOut,
            { FinishedAt: not null } => RunStepState.Finished,
            { AssignmentId: not null } => RunStepState.Given,
            _ => RunStepState.Waiting,
        };
        var waits = state == RunStepState.Waiting && at.Run.EndedAt is null ? RunSteps.Why(at, step).Waits : null;
        // The case's own day says nothing of whoever has not said yes.
        var sleeps = state == RunStepState.Given && seen is { FirstAt: null, Withdrawn: false };
        waits ??= sleeps && exercise.Topic != "none" ? new StepWaits(Waits.ForTopic, exercise.Topic) : null;
        return new RunStepView(
            step.Key, ReadProgrammes.Of(step, terms, exercise, retired: false), state, terms != step.Terms, run.AssignmentId, seen is { Last: > 0 } ? seen.RoundId : null, run.AssignedAt, run.SettledAt,
            state == RunStepState.Given ? RunSteps.EndsAt(at, step) : null, waits,
            at.Run.EndedAt is null && (state == RunStepState.Waiting || (state == RunStepState.Given && terms.Rounds is null)), state == RunStepState.Given && seen is { Closed: true, Complete: false });
    }
}
