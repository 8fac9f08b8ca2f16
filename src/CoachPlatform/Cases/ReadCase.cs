using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>One case for its coach: seats, policy, rounds. No texts; those open round by round.</summary>
public sealed record CaseView(
    Guid CaseId,
    IReadOnlyDictionary<Seat, string> Names,
    IReadOnlyDictionary<Seat, SeatView> Seats,
    Standing Standing,
    SecretsPolicy Policy,
    bool PolicyInForce,
    string Zone,
    DateTimeOffset OpenedAt,
    DateTimeOffset Now,
    IReadOnlyList<CaseRound> Rounds,
    IReadOnlyList<CaseAssignment> Coming,
    IReadOnlyList<CaseTopic> Topics,
    long Position)
{
    /// <summary>Another policy that was proposed and does not hold yet; null where there is none.</summary>
    public CasePolicyChange? NextPolicy { get; init; }

    /// <summary>Who has accepted the newest policy that was put to both.</summary>
    public IReadOnlyList<Seat> PolicyAcceptedBy { get; init; } = [];

    /// <summary>Since when the coach lets it pause; null when it does not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Since when a legal hold stands; null while none does.</summary>
    public DateTimeOffset? LegalHoldSince { get; init; }

    /// <summary>The seats that can be made free again, since nobody has written anything there.</summary>
    public IReadOnlyList<Seat> MayBeFreed { get; init; } = [];
}

/// <param name="HoldsFrom">The morning after both accepted; null until both have.</param>
public sealed record CasePolicyChange(int Version, SecretsPolicy Policy, DateTimeOffset ProposedAt, DateTimeOffset? HoldsFrom);

/// <summary>An assignment from which more rounds may come.</summary>
/// <param name="Rounds">How many there will be; null for no end.</param>
/// <param name="NextAt">When the next opens by the calendar; null for one that starts on request or waits for its topic.</param>
/// <param name="Topic">The consent that it needs; null for none.</param>
/// <param name="Dormant">That topic is not open, so nothing of it comes.</param>
public sealed record CaseAssignment(Guid AssignmentId, string Exercise, string Title, Cadence Cadence, int Opened, int? Rounds, DateTimeOffset? NextAt, string? Topic, bool Dormant)
{
    /// <summary>No round of it opens until the coach lets it go on.</summary>
    public bool Paused { get; init; }

    /// <summary>The cadences that it may be given instead; empty where it does not come by itself.</summary>
    public IReadOnlyList<Cadence> Cadences { get; init; } = [];
}

public sealed record SeatView(SeatStatus Status, Guid? InvitationId, DateTimeOffset? InvitationExpires, DateTimeOffset? JoinedAt)
{
    /// <summary>Since when this partner rests from the whole case. The other is not told.</summary>
    public DateTimeOffset? RestingSince { get; init; }

    /// <summary>This partner has left, and the other has been told.</summary>
    public bool LeavingTold { get; init; }

    /// <summary>This partner has taken back their consent to what is kept.</summary>
    public bool ConsentWithdrawn { get; init; }
}

/// <param name="Withdrawn">The assignment was taken back.</param>
/// <param name="ClosedBecause">For the coach; a partner never learns the reason.</param>
public sealed record CaseRound(
    Guid RoundId, Guid AssignmentId, string Exercise, string Title, string StepTitle, int StepNumber, int Steps, int Occurrence,
    DateOnly? DueOn, int DaysOver, DateTimeOffset OpenedAt, bool Open, Because? ClosedBecause, bool Withdrawn,
    IReadOnlyDictionary<Seat, SeatTick> Ticks, RoundMark Mark, int Unread, DateTimeOffset? OpenedTogether, bool TopicOpen = true);

public sealed class ReadCase(IDocumentStore store, LibraryShelf shelf, TimeProvider clock)
{
    public async Task<CaseView?> ForAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
        var assignments = (await session.Query<Assignment>().Where(a => a.CaseId == caseId).ToListAsync(ct)).ToDictionary(a => a.Id);
        var feeds = (await session.Query<RoundFeed>().Where(r => r.CaseId == caseId).ToListAsync(ct)).ToDictionary(r => r.Id);
        var now = clock.GetUtcNow();
        var all = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var library = await shelf.VersionsAsync(session, all.Select(r => r.ExerciseVersionId).Concat(assignments.Values.Select(a => a.ExerciseVersionId)), ct);
        var rounds = all.OrderByDescending(r => r.Open).ThenByDescending(r => r.OpenedAt).ThenBy(r => r.Id)
            // The state of this moment, with what the projection knows of the coach's own reading.
            .Select(r => RowOf(new RoundFeed(r.Id, caseId, r, feeds.GetValueOrDefault(r.Id)?.Read ?? []), gate, assignments.GetValueOrDefault(r.AssignmentId), library, now));
        return new CaseView(
            caseId, names,
            gate.Seats.ToDictionary(s => s.Key, s => new SeatView(s.Value.Status, s.Value.InvitationId, s.Value.InvitationExpires, s.Value.JoinedAt)
            {
                RestingSince = s.Value.RestingSince,
                LeavingTold = s.Value.LeavingTold,
                ConsentWithdrawn = gate.ConsentWithdrawn?.Contains(s.Key) == true,
            }),
            gate.Standing, gate.PolicyAt(now), gate.PolicyInForce is not null, gate.Zone, gate.OpenedAt, now, [.. rounds], [.. Coming(assignments.Values, gate, library)], CaseTopic.Of(gate), board?.Feed.Coach ?? 0)
        {
            NextPolicy = gate.PolicyToCome(now) is { } next ? new CasePolicyChange(next.Version, next.Policy, next.ProposedAt, next.HoldsFrom(gate.Zone)) : null,
            PolicyAcceptedBy = [.. Cases.Seats.Both.Where(s => gate.Seats[s].AcceptedPolicy == gate.ProposedPolicy)],
            PausedAt = gate.PausedAt,
            LegalHoldSince = gate.LegalHoldSince,
            MayBeFreed = [.. Cases.Seats.Both.Where(s => ReleaseSeat.MayBeFreed(gate, s, all))],
        };
    }

    private static IEnumerable<CaseAssignment> Coming(IEnumerable<Assignment> assignments, CaseGate gate, ShippedLibrary library) =>
        from a in assignments
        where a.MayGiveMore()
        let exercise = library.Version(a.ExerciseVersionId)
        where exercise is not null
        orderby a.NextAt is null, a.NextAt, a.MadeAt
        let dormant = !gate.IsOpen(a.Topic)
        let offered = a.Topic is { } topic ? gate.OffersFrom(topic) : null
        select new CaseAssignment(
            a.Id, exercise.Slug, exercise.Title, a.Cadence, a.Opened, a.Rounds, dormant ? null : a.NextAt < offered ? offered : a.NextAt, a.Topic, dormant)
        {
            Paused = a.PausedAt is not null,
            Cadences = a.Cadence.Repeats() ? [.. ChangeCadence.PossibleFor(exercise)] : [],
        };

    private static CaseRound RowOf(RoundFeed feed, CaseGate gate, Assignment? assignment, ShippedLibrary library, DateTimeOffset now)
    {
        var round = feed.Round;
        var row = feed.Row(gate, now);
        var exercise = library.Version(round.ExerciseVersionId);
        var over = round.Open ? LocalDay.Over(round.DueOn, now, gate.Zone) : 0;
        var steps = exercise?.Steps ?? [];
        return new CaseRound(
            round.Id, round.AssignmentId, exercise?.Slug ?? "", exercise?.Title ?? "This exercise cannot be shown", exercise?.Find(row.Step.Key)?.Title ?? "",
            1 + steps.TakeWhile(s => s.Key != row.Step.Key).Count(), steps.Count, round.Occurrence, round.DueOn, over, round.OpenedAt, round.Open, round.ClosedBecause,
            assignment?.WithdrawnAt is not null, row.Ticks.ToDictionary(t => t.Key, t => ReadBoard.Late(t.Value, over)), row.Mark, row.Unread,
            round.Steps.Where(s => s.Shown && s.Plan.Mode != Mode.Individual).Select(s => (DateTimeOffset?)s.Reveal!.At).Max(),
            gate.IsOpen(round.Topic));
    }
}

public static class CaseRoutes
{
    public static void MapCases(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/cases/{caseId}", async (Guid caseId, HttpContext http, ReadCase cases, CancellationToken ct) =>
                await cases.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("One case with its rounds").Produces<CaseView>();
}
