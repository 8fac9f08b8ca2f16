using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Safety;
using Marten;

namespace CoachPlatform.Programmes;

/// <summary>A run with its gate, loaded for one change and locked until it commits.</summary>
public sealed record OpenRun(RunAt At, CaseGate Gate);

/// <summary>
/// Loads runs and carries them on: whatever changes a run, by hand or by the calendar, commits together with all that follows from it. Locks are
/// taken as everywhere, the case first; rounds and assignments are then read as they stand, since whoever changes them holds the case too.
/// </summary>
public sealed class RunDesk(LibraryShelf library, ProgrammeShelf programmes, MakeAssignment making)
{
    /// <returns>Null when the run, its case, its template or an exercise of it is not there.</returns>
    public async Task<OpenRun?> OpenAsync(IDocumentSession session, Guid caseId, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        var batch = session.CreateBatchQuery();
        var gate = batch.Events.FetchForExclusiveWriting<CaseGate>(caseId);
        var run = batch.Events.FetchForExclusiveWriting<ProgrammeRun>(runId);
        await batch.Execute(ct);
        return (await gate).Aggregate is { } openGate && (await run).Aggregate is { } openRun && openRun.CaseId == caseId && await AtAsync(session, openRun, openGate, now, ct) is { } at
            ? new OpenRun(at, openGate)
            : null;
    }

    /// <summary>A run with all that decides about it; nothing is locked.</summary>
    /// <returns>Null when its template or an exercise of it is not there.</returns>
    public async Task<RunAt?> AtAsync(IQuerySession session, ProgrammeRun run, CaseGate gate, DateTimeOffset now, CancellationToken ct) =>
        await AtAsync(session, run, gate, await library.ForAsync(session, ct), now, ct);

    /// <param name="onOffer">What the practice has on offer now.</param>
    public async Task<RunAt?> AtAsync(IQuerySession session, ProgrammeRun run, CaseGate gate, PracticeLibrary onOffer, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.VersionAsync(session, run.TemplateVersionId, ct) is not { } template)
            return null;
        var versions = await library.VersionsAsync(session, run.Exercises.Values, ct);
        var exercises = new Dictionary<string, Exercise>();
        foreach (var step in template.Steps)
        {
            if (run.Exercises.GetValueOrDefault(step.Key) is not { } version || versions.Version(version) is not { } exercise)
                return null;
            exercises[step.Key] = exercise;
        }

        return new RunAt(run, template, exercises, await WorldAsync(session, run, template, exercises, gate, onOffer, now, ct), now);
    }

    /// <summary>Appends what was decided and what follows from it, gives the exercises whose turn has come, and notes when to look again.</summary>
    /// <param name="session">Holds the case exclusively, and the run if there is one already.</param>
    /// <param name="starts">The run is begun with these events.</param>
    public async Task CommitAsync(IDocumentSession session, OpenRun open, IReadOnlyList<object> decided, bool starts, CancellationToken ct)
    {
        var at = After(open.At, decided);
        var due = RunSteps.Due(at);
        at = After(at, due);
        IReadOnlyList<object> events = [.. decided, .. due];
        await FollowAsync(session, open.At, at, events, ct);
        if (starts)
            session.Events.StartStream<ProgrammeRun>(at.Run.Id, events);
        else if (events.Count > 0)
            session.Events.Append(at.Run.Id, events);
        var awaited = at.Template.Steps.Where(s => at.Run.Of(s.Key).SettledAt is null)
            .Select(s => at.World.Steps.GetValueOrDefault(s.Key)).OfType<StepSeen>().Where(s => s is { Complete: false, Closed: false, Last: > 0 }).Select(s => s.RoundId).ToList();
        foreach (var given in due.OfType<StepAssigned>())
        {
            var made = await making.InAsync(session, open.Gate, given.AssignmentId, TermsOf(at, at.Template.Find(given.StepKey)!), at.Now, ct);
            awaited.Add(made.RoundId);
        }

        if (at.Run.Running)
            session.Store(new RunWatch(at.Run.Id, RunSteps.LookFrom(at), awaited));
        else
            session.Delete<RunWatch>(at.Run.Id);
    }

    /// <summary>Appends what the events of the run bring for what it has given. Assignments are locked by their ids, then rounds by theirs.</summary>
    private static async Task FollowAsync(IDocumentSession session, RunAt before, RunAt after, IReadOnlyList<object> events, CancellationToken ct)
    {
        var moved = new List<(Guid Round, DateOnly? DueOn)>();
        foreach (var (id, step) in GivenByRun.Touched(before, events))
        {
            if ((await session.Events.FetchForExclusiveWriting<Assignment>(id, ct)).Aggregate is not { } assignment || GivenByRun.Decide(after, step, assignment, events) is not { Count: > 0 } follows)
                continue;
            session.Events.Append(id, follows);
            moved.AddRange(follows.OfType<DueChanged>().SelectMany(due => assignment.OpenRounds.Select(round => (round, due.DueOn))));
        }

        foreach (var (id, due) in moved.OrderBy(m => m.Round))
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { ClosedBecause: null } round && round.DueOn != due)
                session.Events.Append(id, new RoundDueChanged(round.CaseId, due));
    }

    /// <summary>Why an exercise could not be given with these terms now, as the type of the refusal; null when it could.</summary>
    public static string? Blocks(CaseGate gate, Exercise exercise, bool retired, StepTerms terms, bool screened, DateTimeOffset now) =>
        Assign.Check(gate, exercise, retired, new Assign.Request(exercise.Slug, null, StepEnds.CadenceOf(exercise, terms), null, null), null, screened, now)?.Slug is { } slug && slug is not ("case-closed" or "case-paused") ? slug : null;

    private static RunAt After(RunAt at, IReadOnlyList<object> events) => at with { Run = events.Aggregate(at.Run, (run, e) => ProgrammeRun.Fold(run, run.Id, e, at.Now)!) };

    private static MakeAssignment.Terms TermsOf(RunAt at, ProgrammeStep step)
    {
        var (exercise, terms) = (at.Exercises[step.Key], at.Run.TermsOf(step));
        var cadence = StepEnds.CadenceOf(exercise, terms);
        var today = LocalDay.Of(at.Now, at.World.Zone);
        // Due on the last day that it is given. What is there for when it is wanted has none.
        DateOnly? due = cadence == Cadence.OnDemand ? null
            : cadence.Repeats() ? OccurrenceCalendar.Day(today, cadence, 2).AddDays(-1)
            : today.AddDays(StepEnds.Days(exercise, terms) - 1);
        return new MakeAssignment.Terms(exercise, due, cadence, cadence.Repeats() ? terms.Rounds : null, step.Word, at.Run.Id);
    }

    private static async Task<RunWorld> WorldAsync(
        IQuerySession session, ProgrammeRun run, Programme template, IReadOnlyDictionary<string, Exercise> exercises, CaseGate gate, PracticeLibrary onOffer, DateTimeOffset now, CancellationToken ct)
    {
        var given = template.Steps.Where(s => run.Of(s.Key).AssignmentId is not null).ToDictionary(s => s.Key, s => run.Of(s.Key).AssignmentId!.Value);
        var assignments = (await session.LoadManyAsync<Assignment>(ct, [.. given.Values])).ToDictionary(a => a.Id);
        var newest = assignments.Values.ToDictionary(a => a.Id, a => Ids.Round(session.TenantId, a.Id, Math.Max(1, a.Last)));
        var rounds = (await session.LoadManyAsync<Round>(ct, [.. newest.Values])).ToDictionary(r => r.Id);
        var screened = exercises.Values.Any(e => e.Flags.Contains(Screening.Flag)) && await Screening.DoneAsync(session, gate.Id, ct);
        return new RunWorld(
            session.TenantId, gate.Zone, RunWorld.IsOpen(gate), RunWorld.OfferedBy(gate, now),
            given.Where(g => assignments.ContainsKey(g.Value)).ToDictionary(g => g.Key, g =>
            {
                var round = rounds.GetValueOrDefault(newest[g.Value]);
                return StepSeen.Of(session.TenantId, assignments[g.Value], gate, now, round?.CompletedAt is not null, round?.ClosedBecause is not null);
            }),
            template.Steps.Where(s => run.Of(s.Key).Waits)
                .Select(s => (s.Key, Slug: Blocks(gate, exercises[s.Key], onOffer.IsRetired(s.Exercise), run.TermsOf(s), screened, now)))
                .Where(b => b.Slug is not null).ToDictionary(b => b.Key, b => b.Slug!),
            RunWorld.IsOver(gate));
    }
}
