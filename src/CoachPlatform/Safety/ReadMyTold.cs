using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using CoachPlatform.Vault;
using JasperFx.Events;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>What one partner has told the coach alone in a case, newest first, with who has read it.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
public sealed record MyTold(Guid CaseId, string? With, IReadOnlyList<ToldOnce> Told, string Zone, DateTimeOffset Now);

/// <param name="Answers">By question, empty where it was passed; null for what was written by hand.</param>
/// <param name="Words">What was written by hand, empty where nothing was; null for answers.</param>
/// <param name="TakenUpAt">When a coach said that they look after it; null until then, and for answers that raised no concern.</param>
public sealed record ToldOnce(
    Guid Of, DateTimeOffset At, int CheckVersion, IReadOnlyDictionary<string, string>? Answers, string? Words, IReadOnlyList<ReadOnce> Readings, DateTimeOffset? TakenUpAt, DateTimeOffset? ClosedAt);

/// <param name="Reader">The coach's name.</param>
public sealed record ReadOnce(string Reader, DateTimeOffset At);

/// <summary>Reads it for its author alone. The coach's own notes are no part of it.</summary>
public sealed class ReadMyTold(IDocumentStore store, Memberships memberships, Opener opener, TimeProvider clock)
{
    /// <summary>All cases of one person.</summary>
    public Task<IReadOnlyList<MyTold>> ForAsync(Member member, CancellationToken ct) => memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    public Task<MyTold?> InCaseAsync(Member place, CancellationToken ct) => InCaseAsync(place, named: false, ct);

    private async Task<MyTold?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (tenant, caseId, seat) = (place.Tenant!, place.CaseId!.Value, place.Seat!.Value);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var stream = SeatSafety.StreamOf(tenant, caseId, seat);
        var state = await session.LoadAsync<SeatSafety>(stream, ct) ?? SeatSafety.None(tenant, caseId, seat);
        var readings = await ReadingsAsync(session, place, ct);
        var told = new List<ToldOnce>();
        foreach (var e in await session.Events.FetchStreamAsync(stream, token: ct))
            if (await ToldAsync(session, place, state, readings, e, ct) is { } once)
                told.Add(once);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        return new MyTold(caseId, names?.GetValueOrDefault(seat.Other()), [.. told.OrderByDescending(t => t.At).ThenBy(t => t.Of)], gate.Zone, clock.GetUtcNow());
    }

    private async Task<ToldOnce?> ToldAsync(IQuerySession session, Member place, SeatSafety state, ILookup<Guid, ReadOnce> readings, IEvent e, CancellationToken ct)
    {
        switch (e.Data)
        {
            case SafetyAnswered answered:
                // The concern that answers raise by themselves is no second thing told; its readings are readings of the answers.
                var raised = state.Concerns.FirstOrDefault(c => c.AnswerId == answered.AnswerId);
                var texts = await OpenAsync(session, place, answered.AnswerId, answered.Fields, ct);
                var read = readings[answered.AnswerId].Concat(raised is null ? [] : readings[raised.HoldId]).OrderBy(r => r.At).ToList();
                return new ToldOnce(answered.AnswerId, e.Timestamp, answered.CheckVersion, texts, null, read, raised?.TakenUpAt, raised?.ClosedAt);
            case ConcernRaised { Detail: { } detail } concern:
                var words = await OpenAsync(session, place, concern.HoldId, new Dictionary<string, Sealed> { ["detail"] = detail }, ct);
                var of = state.Find(concern.HoldId);
                return new ToldOnce(concern.HoldId, e.Timestamp, 0, null, words["detail"], [.. readings[concern.HoldId]], of?.TakenUpAt, of?.ClosedAt);
            default:
                return null;
        }
    }

    /// <summary>Boxes of this seat alone, so there is nothing for the ledger. Empty texts where the key is gone.</summary>
    private async Task<IReadOnlyDictionary<string, string>> OpenAsync(IQuerySession session, Member place, Guid of, IReadOnlyDictionary<string, Sealed> fields, CancellationToken ct)
    {
        var boxes = fields.Select(f => new Box(f.Value, KeyScopes.Safety(place.Tenant!, place.CaseId!.Value, place.Seat!.Value, of, f.Key))).ToList();
        var texts = await opener.OpenAsync(Opening.ByAuthor, boxes, new KeyRows(session), ct);
        return fields.Keys.Zip(texts).ToDictionary(f => f.First, f => f.Second ?? "");
    }

    /// <summary>By the answers or the concern that was read, in the order of reading.</summary>
    private static async Task<ILookup<Guid, ReadOnce>> ReadingsAsync(IQuerySession session, Member place, CancellationToken ct)
    {
        var opened = (await session.Events.FetchStreamAsync(RecordReading.StreamOf(place.Tenant!, place.CaseId!.Value, place.Seat!.Value), token: ct))
            .Select(e => (e.Timestamp, Opened: (AnswersOpened)e.Data)).Where(r => r.Opened.Route == Routes.Safety).ToList();
        var staff = (await session.LoadManyAsync<StaffMember>(ct, [.. opened.Select(r => r.Opened.StaffId).OfType<Guid>().Distinct()])).ToDictionary(s => s.Id, s => s.Name);
        return opened
            .SelectMany(r => r.Opened.Answers.Select(a => (a.Round, Once: new ReadOnce(staff.GetValueOrDefault(r.Opened.StaffId ?? Guid.Empty, ""), r.Timestamp))))
            .ToLookup(r => r.Round, r => r.Once);
    }
}

public static class MyToldRoute
{
    public static void MapMyTold(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/cases/{caseId}/safety/told", async (Guid caseId, HttpContext http, ReadMyTold told, CancellationToken ct) =>
                await told.InCaseAsync(http.Member(), ct) is { } mine ? Results.Ok(mine) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase), new ConfirmFirstAttribute())
            .WithSummary("What I told my coach alone, and who has read it; asks first whether it is me").Produces<MyTold>().ProducesProblem(403);
}
