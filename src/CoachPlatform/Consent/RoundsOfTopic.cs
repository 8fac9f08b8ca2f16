using CoachPlatform.Answers;
using Marten;

namespace CoachPlatform.Consent;

/// <summary>Ends the rounds of a topic in the commit that closes it, complete ones too: which are complete says whether both have answered.</summary>
internal static class RoundsOfTopic
{
    /// <summary>Behind the lock of the case, by ascending id, as everywhere. Empty when no topic closes.</summary>
    public static async Task<IReadOnlyList<Round>> LockAsync(IDocumentSession session, Guid caseId, IReadOnlyList<object> events, CancellationToken ct)
    {
        var closed = events.OfType<TopicClosed>().Select(e => e.Topic).ToHashSet();
        if (closed.Count == 0)
            return [];
        var all = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var rounds = new List<Round>();
        foreach (var id in all.Where(r => r.Topic is { } topic && closed.Contains(topic) && r.ClosedBecause is null).Select(r => r.Id).Order())
            if ((await session.Events.FetchForExclusiveWriting<Round>(id, ct)).Aggregate is { ClosedBecause: null } round)
                rounds.Add(round);
        return rounds;
    }

    public static void Close(IDocumentSession session, IEnumerable<Round> rounds)
    {
        foreach (var round in rounds)
            session.Events.Append(round.Id, new RoundClosed(round.CaseId, Because.TopicClosed));
    }
}
