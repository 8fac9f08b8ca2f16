using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>A case for one of its partners.</summary>
public sealed record MyCase(Guid CaseId, Seat Seat, IReadOnlyDictionary<Seat, string> Names, string CoachName, string Zone, long Position)
{
    /// <summary>How it stands for this partner.</summary>
    public MyStanding Standing { get; init; } = new(StandingForMe.Together, Resting: false, Told: false, ConsentWithdrawn: false);

    public MyPolicy? Policy { get; init; }

    public string OtherName => Names.GetValueOrDefault(Seat.Other(), "");
}

public sealed class ReadMyCases(IDocumentStore store, Memberships memberships)
{
    /// <summary>All cases of one person, those of one practice together.</summary>
    public async Task<IReadOnlyList<MyCase>> ForAsync(Member member, CancellationToken ct)
    {
        var cases = new List<MyCase>();
        foreach (var place in (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null))
        {
            await using var session = store.QuerySession(place.Tenant!);
            var caseId = place.CaseId!.Value;
            if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
                continue;
            var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
            cases.Add(Of(place.Seat!.Value, gate, names, await Practices.Names.OfCoachAsync(session, gate, ct), await session.LoadAsync<CaseBoard>(caseId, ct)));
        }

        return cases;
    }

    public static MyCase Of(Seat seat, CaseGate gate, IReadOnlyDictionary<Seat, string> names, string coach, CaseBoard? board) =>
        new(gate.Id, seat, names, coach, gate.Zone, board?.Feed.Seats[seat] ?? 0) { Standing = MyStanding.Of(gate, seat) };
}

public static class MyCaseRoutes
{
    /// <param name="Standing">As far as the one who asks may know.</param>
    public sealed record MyCaseJson(Guid CaseId, Seat Seat, StandingForMe Standing, bool Resting, bool Told, bool ConsentWithdrawn, long Position);

    public static void MapMyCases(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/my/cases", async (HttpContext http, ReadMyCases mine, CancellationToken ct) =>
                Results.Ok((await mine.ForAsync(http.Member(), ct)).Select(Json).ToList()))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("How my cases stand for me").Produces<IReadOnlyList<MyCaseJson>>();

    private static MyCaseJson Json(MyCase mine) => new(
        mine.CaseId, mine.Seat, mine.Standing.State, mine.Standing.Resting, mine.Standing.Told, mine.Standing.ConsentWithdrawn, mine.Position);
}
