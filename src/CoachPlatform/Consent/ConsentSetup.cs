using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Consent;

public static class ConsentSetup
{
    /// <summary>Events of the case's own stream; the gate is folded from them too.</summary>
    internal static StoredEvents Events { get; } = new()
    {
        ["topics-asked-v1"] = typeof(TopicsAsked),
        ["topic-granted-v1"] = typeof(TopicGranted),
        ["topic-declined-v1"] = typeof(TopicDeclined),
        ["topic-withdrawn-v1"] = typeof(TopicWithdrawn),
        ["topic-opened-v1"] = typeof(TopicOpened),
        ["topic-closed-v1"] = typeof(TopicClosed),
    };

    public static void AddConsent(this StoreOptions options) => Events.AddTo(options);
}
