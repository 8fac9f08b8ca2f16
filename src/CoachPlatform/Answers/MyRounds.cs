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
    DateTimeOffset? OpenedTogether)
{
    public Guid AssignmentId { get; init; }
}

/// <summary>All rounds of one partner, in all their cases, with the positions at which they were read.</summary>
public sealed record MyRoundsView(IReadOnlyList<MyRound> Rounds, IReadOnlyList<MyCase> Cases, IReadOnlyList<MyExercise> WhenWanted, IReadOnlyList<MyRest> Resting);

/// <summary>An exercise that is there for when it is wanted, and can be started now.</summary>
/// <param name="BothAsk">It starts once both have asked.</param>
/// <param name="Asked">I have asked, and the ask still stands. Of the other's ask nothing is said.</param>
public sealed record MyExercise(Guid AssignmentId, Guid CaseId, string Exercise, string Title, string Why, int Minutes, bool BothAsk, bool Asked);

/// <summary>An exercise that this partner rests from. Nobody else is told.</summary>
public sealed record MyRest(Guid AssignmentId, Guid CaseId, string Exercise, string Title, DateTimeOffset Since);

public sealed class ReadMyRounds(IDocumentStore store, Memberships memberships, LibraryShelf shelf, TimeProvider clock)
{
    /// <param name="withRested">With the rounds that this partner rests from.</param>
    public async Task<MyRoundsView> ForAsync(Member member, CancellationToken ct, bool withRested = false)
    {
        var rounds = new List<MyRound>();
        var cases = new List<MyCase>();
        var whenWanted = new List<MyExercise>();
        var resting = new List<MyRest>();
        foreach (var place in (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null))
        {
            await using var session = store.QuerySession(place.Tenant!);
            var caseId = place.CaseId!.Value;
            if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
                continue;
            var board = await session.LoadAsync<CaseBoard>(caseId, ct);
            var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
            var coach = await Names.OfCoachAsync(session, gate, ct);
            cases.Add(ReadMyCases.Of(place.Seat!.Value, gate, names, coach, board) with { Policy = MyPolicy.Of(gate, place.Seat.Value, clock.GetUtcNow()) });
            var all = (await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct)).Where(r => !gate.Hides(r, place.Seat!.Value)).ToList();
            var assignments = (await session.Query<Assignment>().Where(a => a.CaseId == caseId).ToListAsync(ct)).ToDictionary(a => a.Id);
            var library = await shelf.VersionsAsync(session, all.Select(r => r.ExerciseVersionId).Concat(assignments.Values.Select(a => a.ExerciseVersionId)), ct);
            foreach (var round in all)
                if (library.Version(round.ExerciseVersionId) is { } exercise
                    && Of(place.Seat.Value, round, gate, exercise, clock.GetUtcNow()) is var mine
                    && (withRested || !(IsRestedFrom(mine, assignments.GetValueOrDefault(round.AssignmentId), place.Seat.Value) || IsQuiet(mine, gate, place.Seat.Value))))
                    rounds.Add(mine);
            foreach (var assignment in assignments.Values)
            {
                if (library.Version(assignment.ExerciseVersionId) is not { } exercise)
                    continue;
                if (WhenWanted(place.Seat.Value, assignment, all, gate, exercise, clock.GetUtcNow()) is { } wanted)
                    whenWanted.Add(wanted);
                if (Rest(place.Seat.Value, assignment, gate, exercise, clock.GetUtcNow()) is { } rest)
                    resting.Add(rest);
            }
        }

        return new MyRoundsView(
            [.. rounds.OrderByDescending(r => r.OpenedAt).ThenBy(r => r.RoundId)], cases, [.. whenWanted.OrderBy(e => e.Title, StringComparer.Ordinal).ThenBy(e => e.AssignmentId)],
            [.. resting.OrderBy(e => e.Title, StringComparer.Ordinal).ThenBy(e => e.AssignmentId)]);
    }

    /// <summary>Whoever rests is asked nothing by it: neither by the rounds that have come since, nor by what was left to do. Pure.</summary>
    public static bool IsRestedFrom(MyRound round, Assignment? assignment, Seat seat) => IsQuiet(round, assignment?.RestsSince(seat));

    /// <summary>The same for somebody who rests from the whole case. Pure.</summary>
    public static bool IsQuiet(MyRound round, CaseGate gate, Seat seat) => IsQuiet(round, gate.Seats[seat].RestingSince);

    private static bool IsQuiet(MyRound round, DateTimeOffset? restsSince) =>
        restsSince is { } since && (round.OpenedAt >= since || (round.Open && round.Part is MyPart.ToDo or MyPart.Reply or MyPart.SayDone));

    /// <summary>What this partner rests from and may take up again; null when they do not. Pure.</summary>
    public static MyRest? Rest(Seat seat, Assignment assignment, CaseGate gate, Exercise exercise, DateTimeOffset now) =>
        assignment.RestsSince(seat) is { } since && assignment.WithdrawnAt is null && gate.Offers(assignment.Topic, now)
            ? new MyRest(assignment.Id, assignment.CaseId, exercise.Slug, exercise.Title, since)
            : null;

    /// <summary>An exercise that this partner can start now; null when it starts otherwise or runs already. Pure.</summary>
    public static MyExercise? WhenWanted(Seat seat, Assignment assignment, IEnumerable<Round> rounds, CaseGate gate, Exercise exercise, DateTimeOffset now)
    {
        return assignment.RestsSince(seat) is not null || gate.Seats[seat].RestingSince is not null || RunningRound.Of(assignment, rounds, now) is not null || StartRound.Decide("", assignment, gate, seat, running: null, now).Refusal is not null
            ? null
            : new MyExercise(
                assignment.Id, assignment.CaseId, exercise.Slug, exercise.Title, exercise.Why, exercise.Minutes,
                assignment.Start == StartRule.Both, assignment.Start == StartRule.Both && StartRound.Asks(assignment, gate, seat, now));
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
            part == MyPart.SayDone ? asked?.Doing : asked?.Help, sight.Steps.Select(s => s.Shown).Max())
        {
            AssignmentId = round.AssignmentId,
        };
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

    public static void MapMyRests(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/rests", async (HttpContext http, ReadMyRounds mine, CancellationToken ct) => Results.Ok((await mine.ForAsync(http.Member(), ct)).Resting))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("Exercises that I rest from").Produces<IReadOnlyList<MyRest>>();
}
