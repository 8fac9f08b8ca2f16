using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Consent;

// These records are the storage format. Their stored names stand in ConsentSetup; a new shape is a new name with an upcaster.

/// <summary>The coach would like to work on these; always asked of both.</summary>
public sealed record TopicsAsked(Guid CaseId, IReadOnlyList<string> Topics) : ICaseEvent;

/// <param name="TextVersion">The version of the words that the person was shown.</param>
public sealed record TopicGranted(Guid CaseId, Seat Seat, string Topic, string TextVersion) : ICaseEvent;

public sealed record TopicDeclined(Guid CaseId, Seat Seat, string Topic, string TextVersion) : ICaseEvent;

public sealed record TopicWithdrawn(Guid CaseId, Seat Seat, string Topic, string TextVersion) : ICaseEvent;

/// <summary>Both have said yes. In the commit of the second.</summary>
public sealed record TopicOpened(Guid CaseId, string Topic) : ICaseEvent;

/// <summary>One has taken it back, or the coach has closed it. In the same commit.</summary>
public sealed record TopicClosed(Guid CaseId, string Topic) : ICaseEvent;

public enum TopicDecision { Granted, Declined, Withdrawn }

/// <param name="ToggledAt">When it was last decided otherwise; null while the first decision stands.</param>
public sealed record TopicChoice(TopicDecision Decision, string TextVersion, DateTimeOffset At, DateTimeOffset? ToggledAt = null);

/// <summary>Where one topic of a case stands. Part of the gate, so that whatever could forbid something to open is decided in one place.</summary>
/// <param name="AskedAt">When the coach asked; forgotten when the topic closes.</param>
/// <param name="OpenSince">Since when both say yes; null while it is not open.</param>
/// <param name="ClosedByCoach">It stays closed, whatever the two decide, until the coach asks again.</param>
public sealed record TopicState(
    DateTimeOffset? AskedAt = null, DateTimeOffset? OpenSince = null, bool ClosedByCoach = false, IReadOnlyDictionary<Seat, TopicChoice>? Choices = null)
{
    public static TopicState Untouched { get; } = new();

    public TopicChoice? Of(Seat seat) => Choices is { } choices && choices.TryGetValue(seat, out var choice) ? choice : null;

    public bool Granted(Seat seat) => Of(seat)?.Decision == TopicDecision.Granted;

    /// <summary>All topics of a case after one more event.</summary>
    public static IReadOnlyDictionary<string, TopicState> Fold(IReadOnlyDictionary<string, TopicState>? topics, object @event, DateTimeOffset at) => @event switch
    {
        TopicsAsked e => e.Topics.Aggregate(topics, (all, topic) => With(all, topic, t => t with { AskedAt = at, ClosedByCoach = false }))!,
        TopicGranted e => With(topics, e.Topic, t => t.Decided(e.Seat, TopicDecision.Granted, e.TextVersion, at)),
        TopicDeclined e => With(topics, e.Topic, t => t.Decided(e.Seat, TopicDecision.Declined, e.TextVersion, at)),
        TopicWithdrawn e => With(topics, e.Topic, t => t.Decided(e.Seat, TopicDecision.Withdrawn, e.TextVersion, at)),
        TopicOpened e => With(topics, e.Topic, t => t with { OpenSince = at }),
        // Both still say yes, so it was not one of them.
        TopicClosed e => With(topics, e.Topic, t => t with { AskedAt = null, OpenSince = null, ClosedByCoach = Seats.Both.All(t.Granted) }),
        _ => topics ?? new Dictionary<string, TopicState>(),
    };

    /// <summary>All topics of a case after whoever sat in a seat has turned out to be the wrong person.</summary>
    public static IReadOnlyDictionary<string, TopicState>? Without(IReadOnlyDictionary<string, TopicState>? topics, Seat seat) => topics?.ToDictionary(
        t => t.Key, t => t.Value with { Choices = t.Value.Choices?.Where(c => c.Key != seat).ToDictionary() });

    private TopicState Decided(Seat seat, TopicDecision decision, string text, DateTimeOffset at) => this with
    {
        Choices = new SortedDictionary<Seat, TopicChoice>((Choices ?? new Dictionary<Seat, TopicChoice>()).ToDictionary())
        {
            [seat] = new TopicChoice(decision, text, at, Of(seat) is null ? null : at),
        },
    };

    private static IReadOnlyDictionary<string, TopicState> With(IReadOnlyDictionary<string, TopicState>? topics, string topic, Func<TopicState, TopicState> change) =>
        new SortedDictionary<string, TopicState>((topics ?? new Dictionary<string, TopicState>()).ToDictionary(), StringComparer.Ordinal)
        {
            [topic] = change(topics?.GetValueOrDefault(topic) ?? Untouched),
        };
}
