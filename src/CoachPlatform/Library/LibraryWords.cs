namespace CoachPlatform.Library;

/// <summary>The closed vocabularies of the library, as they are written in pack files and in the JSON contract.</summary>
public static class LibraryWords
{
    public static IReadOnlyDictionary<string, Mode> Modes { get; } = Of<Mode>();

    public static IReadOnlyDictionary<string, Who> Whos { get; } = Of<Who>();

    public static IReadOnlyDictionary<string, Cadence> Cadences { get; } = Of<Cadence>();

    public static IReadOnlyDictionary<string, FieldKind> Kinds { get; } = Of<FieldKind>();

    /// <summary>The headline dimensions of the charts.</summary>
    public static IReadOnlyList<string> Dimensions { get; } =
        ["time together", "responsiveness", "appreciation", "openness", "trust", "knowing each other", "intimacy"];

    /// <summary>The topics with a consent of their own, and <c>none</c>.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["none", "intimacy", "fears", "family", "money", "health"];

    public static IReadOnlyList<string> Flags { get; } = ["caution", "intimate", "screened"];

    public static IReadOnlyList<string> Audiences { get; } = ["me", "coach", "partner", "partnerOnly"];

    /// <summary>Which way a metric is read as better.</summary>
    public static IReadOnlyList<string> Betters { get; } = ["higher", "lower", "neither"];

    /// <summary>The written word of a value: <c>OnDemand</c> is <c>on-demand</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static Dictionary<string, T> Of<T>() where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Word, StringComparer.Ordinal);
}
