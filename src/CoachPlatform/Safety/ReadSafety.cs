using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>What the coach of a case knows of its safety, without a word of what was said: that opens one by one.</summary>
/// <param name="Concerns">Open ones first, then the newest.</param>
public sealed record SafetyView(
    Guid CaseId, IReadOnlyDictionary<Seat, string> Names, IReadOnlyDictionary<Seat, SafetyOfSeat> Seats, IReadOnlyList<ConcernLine> Concerns, string Zone, DateTimeOffset Now, long Position)
{
    /// <summary>Both have answered what they were asked last.</summary>
    public bool BothAnswered => Seats.Values.All(s => s.Answered);

    /// <summary>Both can be asked now: nobody has still to answer.</summary>
    public bool MayAsk => !Seats.Values.Any(s => s.Waits);
}

/// <param name="AnswerId">The newest answers; null where there are none, or where they were given to a coach before.</param>
public sealed record SafetyOfSeat(bool Waits, bool Answered, DateTimeOffset? AskedAt, DateTimeOffset? AnsweredAt, Guid? AnswerId);

/// <param name="Mine">The reading coach has taken it up.</param>
/// <param name="TakenUpBy">The name of whoever has.</param>
/// <param name="MayRead">False for what was closed with a coach before, unless its author has opened the history.</param>
public sealed record ConcernLine(
    Guid HoldId, Seat Seat, DateTimeOffset RaisedAt, bool FromAnswers, DateTimeOffset? TakenUpAt, string? TakenUpBy, bool Mine, DateTimeOffset? ClosedAt, bool MayRead)
{
    public bool Open => ClosedAt is null;
}

public sealed class ReadSafety(IDocumentStore store, TimeProvider clock)
{
    public async Task<SafetyView?> ForAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var known = (await session.LoadManyAsync<SeatSafety>(ct, [.. Seats.Both.Select(s => SeatSafety.StreamOf(member.Tenant!, caseId, s))])).ToDictionary(s => s.Seat);
        var both = Seats.Both.Select(s => known.GetValueOrDefault(s) ?? SeatSafety.None(member.Tenant!, caseId, s)).ToList();
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
        var staff = (await session.LoadManyAsync<StaffMember>(ct, [.. both.SelectMany(s => s.Concerns).Select(c => c.TakenUpBy).OfType<Guid>().Distinct()])).ToDictionary(s => s.Id, s => s.Name);
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        return new SafetyView(
            caseId, names,
            both.ToDictionary(s => s.Seat, s => new SafetyOfSeat(s.Waits, s.Answered, s.AskedAt, s.Answer?.At, s.Answer is { } a && SafetySight.MayRead(gate, s, a) ? a.Id : null)),
            [.. both.SelectMany(s => s.Concerns.Select(c => new ConcernLine(
                c.HoldId, s.Seat, c.RaisedAt, c.AnswerId is not null, c.TakenUpAt, c.TakenUpBy is { } by ? staff.GetValueOrDefault(by, "") : null, c.TakenUpBy == member.StaffId, c.ClosedAt,
                SafetySight.MayRead(gate, s.Seat, c)))).OrderBy(c => c.Open ? 0 : 1).ThenByDescending(c => c.RaisedAt).ThenBy(c => c.HoldId)],
            gate.Zone, clock.GetUtcNow(), board?.Feed.Coach ?? 0);
    }
}

/// <summary>
/// Which of the words the coach of a case may read now. An open concern is for whoever coaches the case, since somebody has to look after it; what is
/// over, or was answered, was told to the coach of that day, and to a later one only once its author has opened the history. Pure.
/// </summary>
public static class SafetySight
{
    public static bool MayRead(CaseGate gate, SeatSafety of, SafetyAnswer answer) =>
        Told(gate, of.Seat, answer.At) || of.Concerns.Any(c => c.Open && c.AnswerId == answer.Id);

    public static bool MayRead(CaseGate gate, Seat seat, Concern concern) => concern.Open || Told(gate, seat, concern.RaisedAt);

    private static bool Told(CaseGate gate, Seat seat, DateTimeOffset at) => at >= gate.CoachSince || gate.HistoryOpened?.Contains(seat) == true;
}

public static class SafetyRoutes
{
    public static void MapSafety(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cases/{caseId}/safety", async (Guid caseId, HttpContext http, ReadSafety safety, CancellationToken ct) =>
                await safety.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("Who was asked and has answered, and which concerns are there; no words").Produces<SafetyView>();
        app.MapGet("/api/cases/{caseId}/safety/{of:guid}", async (Guid caseId, Guid of, HttpContext http, OpenSafety safety, CancellationToken ct) =>
                await safety.ForAsync(http.Member(), of, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("What somebody answered or told; every opening goes into the ledger first").Produces<ToldAlone>();
        app.MapGet("/api/my/cases/{caseId}/safety", async (Guid caseId, HttpContext http, ReadMySafety safety, CancellationToken ct) =>
                await safety.InCaseAsync(http.Member(), ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("Whether I am asked something alone, and whom I can reach in danger").Produces<MySafety>();
    }
}
