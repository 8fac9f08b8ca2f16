namespace CoachPlatform.Consent;

/// <summary>The matters that need a yes of their own from both. Closed vocabulary: the keys stand in packs, events and addresses.</summary>
public static class Topics
{
    /// <summary>The version of the words that a person was shown. New words get a new version, since a yes was given to the old ones.</summary>
    public const string TextVersion = "topics-2026-11";

    public static IReadOnlyList<string> All { get; } = ["intimacy", "fears", "family", "money", "health"];

    public static bool Knows(string? topic) => topic is not null && All.Contains(topic);
}
