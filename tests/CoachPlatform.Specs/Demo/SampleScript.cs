using CoachPlatform.Library;
using CoachPlatform.Platform.Demo;

namespace CoachPlatform.Specs.Demo;

/// <summary>A short script to spoil in one place.</summary>
internal static class SampleScript
{
    public const string Text = """
        practice: Harbour
        zone: Europe/Madrid
        opened: -5d 09:00
        password: demo-couples-2026
        coach: {name: Miriam, email: coach@demo.example}
        couples:
          - key: one
            opened: -4d 09:00
            partners:
              ana: {name: Ana, email: ana@demo.example, joined: -4d 10:00}
              ben: {name: Ben, email: ben@demo.example, joined: -4d 11:00}
            story:
              - at: -3d 09:00
                assign: {as: soup, exercise: plan-something-small, due: +2d}
              - at: -2d 20:00
                propose: {by: ana, round: soup, step: plan, fields: {what: Soup, when: +3d 19:30}}
              - at: -2h
                confirm: {by: ben, round: soup, step: plan}
              - at: -6m
                read: {round: soup}
        """;

    public static readonly DateTimeOffset Now = new(2026, 11, 12, 11, 0, 0, TimeSpan.Zero);

    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));

    public static Script Read(string text) => ScriptReader.Read("sample.yaml", text).Script!;

    /// <summary>All that is wrong with the sample once these words are replaced, at reading or at the rehearsal.</summary>
    public static IReadOnlyList<string> ProblemsWith(string words, string others)
    {
        Assert.Contains(words, Text, StringComparison.Ordinal);
        var (script, problems) = ScriptReader.Read("sample.yaml", Text.Replace(words, others, StringComparison.Ordinal));
        return [.. (script is null ? problems : Rehearsal.Of(script, Shipped, Now)).Select(p => p.ToString())];
    }
}
