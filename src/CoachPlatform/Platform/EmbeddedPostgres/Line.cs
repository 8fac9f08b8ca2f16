namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>Text of other programs, folded so that it fits into one line of a message.</summary>
internal static class Line
{
    private static readonly char[] Breaks = ['\r', '\n'];

    public static string Of(string text) =>
        string.Join(" / ", text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The last lines with something in them.</summary>
    public static string LastOf(string text, int lines) =>
        string.Join(" / ", text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(lines));
}
