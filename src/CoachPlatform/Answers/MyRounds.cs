using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Answers;

/// <summary>What a round asks of the partner who looks at it. It says nothing of what the other has done.</summary>
public enum MyPart { ToDo, Reply, SayDone, Waiting, Opened, DoneForMe, Closed }

/// <param name="Part">What it asks of me now; the most pressing part when several are open.</param>
/// <param name="StepTitle">The step it is about.</param>
/// <param name="StepText">What that step asks in a line or two: its doing when it waits for that, else its help.</param>
/// <param name="OpenedTogether">When answers last opened for both; null when none has.</param>
public sealed record MyRound(
    Guid RoundId,
    Guid CaseId,
    string Exercise,
    string Title,
    string Why,
    Mode Mode,
    int Minutes,
    DateOnly? DueOn,
    DateTimeOffset OpenedAt,
    bool Open,
    MyPart Part,
    string StepKey,
    int Turn,
    string StepTitle,
    Mode StepMode,
    string? StepText,
    DateTimeOffset? OpenedTogether);

/// <summary>All rounds of one partner, in all their cases, with the positions at which they were read.</summary>
public sealed record MyRoundsView(IReadOnlyList<MyRound> Rounds, IReadOnlyList<MyCase> Cases, IReadOnlyList<MyExercise> WhenWanted);

/// <summary>An exercise that is there for when it is wanted, and can be started now.</summary>
/// <param name="BothAsk">It starts once both have asked.</param>
/// <param name="Asked">I have asked, and the ask still stands. Of the other's ask nothing is said.</param>
public sealed record MyExercise(Guid AssignmentId, Guid CaseId, string Exercise, string Title, string Why, int Minutes, bool BothAsk, bool Asked);

public sealed record MyCase(Guid CaseId, Seat Seat, IReadOnlyDictionary<Seat, string> Names, string CoachName, string Zone, long Position);

public sealed class ReadMyRounds(IDocumentStore store, Memberships memberships, LibraryShelf shelf, TimeProvider clock)
{
    public async Task<MyRoundsView> ForAsync(Member member, CancellationToken ct)
    {
        var rounds = new List<MyRound>();
        var cases = new List<MyCase>();
        var whenWanted = new List<MyExercise>();
        foreach (var place in (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null))
        {
            await using var session = store.QuerySession(place.Tenant!);
            var caseId = place.CaseId!.Value;
            if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
                continue;
            var board = await session.LoadAsync<CaseBoard>(caseId, ct);
            var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
            var coach = await session.LoadAsync<StaffMember>(gate.Coach, ct);
            cases.Add(new MyCase(caseId, place.Seat!.Value, names, coach?.Name ?? "", gate.Zone, board?.Feed.Seats[place.Seat.Value] ?? 0));
            var all = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
            var assignments = await session.Query<Assignment>().Where(a => a.CaseId == caseId).ToListAsync(ct);
            var library = await shelf.VersionsAsync(session, all.Select(r => r.ExerciseVersionId).Concat(assignments.Select(a => a.ExerciseVersionId)), ct);
            foreach (var round in all)
                if (library.Version(round.ExerciseVersionId) is { } exercise)
                    rounds.Add(Of(place.Seat.Value, round, gate, exercise, clock.GetUtcNow()));
            foreach (var assignment in assignments)
                if (library.Version(assignment.ExerciseVersionId) is { } exercise
                    && WhenWanted(place.Seat.Value, assignment, all, gate, exercise, clock.GetUtcNow()) is { } mine)
                    whenWanted.Add(mine);
        }

        return new MyRoundsView([.. rounds.OrderByDescending(r => r.OpenedAt).ThenBy(r => r.RoundId)], cases, [.. whenWanted.OrderBy(e => e.Title, StringComparer.Ordinal).ThenBy(e => e.AssignmentId)]);
    }

    /// <summary>An exercise that this partner can start now; null when it starts otherwise or runs already. Pure.</summary>
    public static MyExercise? WhenWanted(Seat seat, Assignment assignment, IEnumerable<Round> rounds, CaseGate gate, Exercise exercise, DateTimeOffset now)
    {
        var running = !assignment.Many && rounds.Any(r => r.AssignmentId == assignment.Id && r.Open);
        return running || StartRound.Decide("", assignment, gate, seat, running: null, now).Refusal is not null
            ? null
            : new MyExercise(
                assignment.Id, assignment.CaseId, exercise.Slug, exercise.Title, exercise.Why, exercise.Minutes,
                assignment.Start == StartRule.Both, assignment.Start == StartRule.Both && StartRound.Asks(assignment, seat, now));
    }

    /// <summary>One round in the partner's list. Pure.</summary>
    public static MyRound Of(Seat seat, Round round, CaseGate gate, Exercise exercise, DateTimeOffset now)
    {
        var sight = RoundSight.Of(new Reader.Partner(seat), round, gate, now);
        var parts = sight.Steps.Select(s => (Step: s, Part: PartOf(s, seat))).ToList();
        var (step, part) = !sight.Open && parts.All(p => p.Part != MyPart.Opened)
            ? (parts.Select(p => p.Step).LastOrDefault(), MyPart.Closed)
            : parts.OrderBy(p => p.Part).Select(p => (p.Step, p.Part)).DefaultIfEmpty((null!, MyPart.Waiting)).First();
        // Of several that have opened, the newest is what brings somebody here; in a round that is over, it is so whatever else was left to do.
        if (part == MyPart.Opened || (!sight.Open && part != MyPart.Closed))
            (step, part) = parts.Where(p => p.Part == MyPart.Opened).OrderBy(p => OpenedAt(p.Step)).Select(p => (p.Step, p.Part)).Last();
        var key = step?.Step ?? round.Steps[0].Step;
        var asked = exercise.Find(key.Key);
        return new MyRound(
            round.Id, round.CaseId, exercise.Slug, exercise.Title, exercise.Why, exercise.Mode, exercise.Minutes, round.DueOn, round.OpenedAt, sight.Open,
            part, key.Key, key.Turn, asked?.Title ?? exercise.Title, asked?.Mode ?? exercise.Mode,
            part == MyPart.SayDone ? asked?.Doing : asked?.Help, sight.Steps.Select(s => s.Shown).Max());
    }

    /// <summary>Null where neither was shared nor agreed: what there is to read comes before what there is not.</summary>
    private static DateTimeOffset? OpenedAt(StepSight step) => step.Shown ?? step.Joint?.ConfirmedAt;

    private static MyPart PartOf(StepSight step, Seat seat)
    {
        if (step.WaitsForDoing)
            return MyPart.SayDone;
        if (step.Mode == Mode.Joint)
            return step.Joint is not { } joint ? (step.MayAct ? MyPart.ToDo : MyPart.Waiting)
                : joint.Confirmed ? MyPart.Opened
                : joint.By == seat ? MyPart.Waiting : MyPart.Reply;
        var own = step.Answers.FirstOrDefault(a => a.Author == seat)?.State;
        if (step.MayAct && own?.Given is null or Given.Nothing)
            return step.Answers.Any(a => a.Entry is not null && a.Author == seat) ? MyPart.DoneForMe : step.MayAct ? MyPart.ToDo : MyPart.Waiting;
        if (step.Mode == Mode.Individual)
            return MyPart.DoneForMe;
        return step.Revealed ? MyPart.Opened : MyPart.Waiting;
    }
}

public static class MyRoundsRoute
{
    public static void MapMyRounds(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/rounds", async (HttpContext http, ReadMyRounds mine, CancellationToken ct) => Results.Ok((await mine.ForAsync(http.Member(), ct)).Rounds))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("My open and past rounds").Produces<IReadOnlyList<MyRound>>();

    public static void MapMyExercises(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/exercises", async (HttpContext http, ReadMyRounds mine, CancellationToken ct) => Results.Ok((await mine.ForAsync(http.Member(), ct)).WhenWanted))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("Exercises that I can start when I want").Produces<IReadOnlyList<MyExercise>>();
}
