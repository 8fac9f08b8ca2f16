using CoachPlatform.Cases;
using CoachPlatform.Library;
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

/// <param name="Title">Empty where the template is not here.</param>
/// <param name="Steps">Empty where it has ended, and where it cannot be shown.</param>
/// <param name="Unreadable">What it was started with is not here now, so nothing of it can be shown or changed.</param>
public sealed record RunView(
    Guid RunId, string Programme, string Title, string VersionId, RunStanding Standing, RunEnd? EndedBecause, DateOnly? StartsOn, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<RunStepView> Steps,
    bool Unreadable = false);

/// <summary>The runs of one case, for its coach: those that go on first.</summary>
public sealed record CaseRuns(Guid CaseId, string Zone, DateTimeOffset Now, long Position, IReadOnlyList<RunView> Runs);

public sealed class ReadRuns(IDocumentStore store, RunDesk desk, ProgrammeShelf programmes, LibraryShelf library, TimeProvider clock)
{
    public async Task<CaseRuns?> ForAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var now = clock.GetUtcNow();
        var views = new List<RunView>();
        PracticeLibrary? onOffer = null;
        foreach (var run in (await session.Query<ProgrammeRun>().Where(r => r.CaseId == caseId).ToListAsync(ct)).OrderBy(r => r.EndedAt is not null).ThenByDescending(r => r.StartedAt))
            views.Add(
                run.EndedAt is null && await desk.AtAsync(session, run, gate, onOffer ??= await library.ForAsync(session, ct), now, ct) is { } at
                    ? Of(run, at.Template, [.. at.Template.Steps.Select(s => Of(at, s))])
                    : Of(run, await programmes.VersionAsync(session, run.TemplateVersionId, ct), []));
        return new CaseRuns(caseId, gate.Zone, now, board?.Feed.Coach ?? 0, views);
    }

    private static RunView Of(ProgrammeRun run, Programme? template, IReadOnlyList<RunStepView> steps)
    {
        var standing = run.EndedAt is not null ? RunStanding.Ended : run.PausedAt is not null ? RunStanding.Paused : RunStanding.Running;
        return new RunView(
            run.Id, template?.Slug ?? "", template?.Title ?? "", run.TemplateVersionId, standing, run.EndedBecause, run.StartsOn, run.StartedAt, run.EndedAt, steps,
            Unreadable: run.EndedAt is null && steps.Count == 0);
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
        var waits = state == RunStepState.Waiting ? RunSteps.Why(at, step).Waits : RunSteps.Sleeps(at, step);
        return new RunStepView(
            step.Key, ReadProgrammes.Of(step, terms, exercise, retired: false), state, terms != step.Terms, run.AssignmentId, seen is { Last: > 0 } ? seen.RoundId : null, run.AssignedAt, run.SettledAt,
            state == RunStepState.Given ? RunSteps.EndsAt(at, step) : null, waits,
            state == RunStepState.Waiting || (state == RunStepState.Given && ChangeStep.EndsByItsDays(exercise, terms)), state == RunStepState.Given && seen is { Closed: true, Complete: false });
    }
}
