using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Consent;

public enum TopicStanding { NotOpen, Asked, Open }

/// <summary>One topic for the coach: never by whom.</summary>
/// <param name="Since">When it was asked, or since when it is open.</param>
/// <param name="RoundsFrom">From when its rounds may open: the morning after it opened. Null while it is not open.</param>
public sealed record CaseTopic(string Topic, TopicStanding State, DateTimeOffset? Since, DateTimeOffset? RoundsFrom)
{
    public static IReadOnlyList<CaseTopic> Of(CaseGate gate) => [.. Topics.All.Select(t => gate.Topic(t) switch
    {
        { OpenSince: { } since } => new CaseTopic(t, TopicStanding.Open, since, gate.OffersFrom(t)),
        { AskedAt: { } asked } => new CaseTopic(t, TopicStanding.Asked, asked, null),
        _ => new CaseTopic(t, TopicStanding.NotOpen, null, null),
    })];
}

/// <summary>One topic for the partner who decides: their own decision, and nothing of anybody else's.</summary>
/// <param name="Decision"><c>undecided</c>, <c>granted</c>, <c>declined</c> or <c>withdrawn</c>.</param>
/// <param name="TextVersion">Of the words that were shown then.</param>
public sealed record MyTopic(string Topic, string Decision, DateTimeOffset? Since, string? TextVersion)
{
    public static IReadOnlyList<MyTopic> Of(CaseGate gate, Seat seat) =>
        [.. Topics.All.Select(t => gate.Topic(t).Of(seat) is var mine ? new MyTopic(t, Word(mine), mine?.At, mine?.TextVersion) : null!)];

    public static string Word(TopicChoice? choice) => choice is null ? "undecided" : JsonNamingPolicy.CamelCase.ConvertName(choice.Decision.ToString());
}

/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
/// <param name="Text">The version of the words that are shown now.</param>
public sealed record MyCaseTopics(Guid CaseId, string? With, string Zone, string Text, IReadOnlyList<MyTopic> Topics, long Position);

public sealed class ReadMyTopics(IDocumentStore store, Memberships memberships)
{
    /// <summary>The decisions of one person in all their cases.</summary>
    public Task<IReadOnlyList<MyCaseTopics>> ForAsync(Member member, CancellationToken ct) =>
        memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    public async Task<MyCaseTopics?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat) = (place.CaseId!.Value, place.Seat!.Value);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var board = await session.LoadAsync<CaseBoard>(caseId, ct);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        return new MyCaseTopics(caseId, names?.GetValueOrDefault(seat.Other()), gate.Zone, Topics.TextVersion, MyTopic.Of(gate, seat), board?.Feed.Seats[seat] ?? 0);
    }
}

public static class TopicRoutes
{
    public static void MapTopics(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cases/{caseId}/topics", async (Guid caseId, HttpContext http, ReadCase cases, CancellationToken ct) =>
                await cases.ForAsync(http.Member(), caseId, ct) is { } view ? Results.Ok(view.Topics) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.CoachOfCase)).WithSummary("Which topics are open; never by whom").Produces<IReadOnlyList<CaseTopic>>();
        app.MapGet("/api/my/cases/{caseId}/topics", async (Guid caseId, HttpContext http, ReadMyTopics topics, CancellationToken ct) =>
                await topics.InCaseAsync(http.Member(), named: false, ct) is { } view ? Results.Ok(view) : Refusal.NotFound.ToResult())
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("My own decisions about topics").Produces<MyCaseTopics>();
    }
}
