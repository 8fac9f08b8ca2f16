using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

/// <summary>A small pack that can be read, for specs to bend one line at a time.</summary>
internal static class SamplePack
{
    public const string Text = """
        ---
        document: "000"
        title: A document
        publisher: somebody
        date: 2021-11
        language: en
        ---

        # For human readers

        ## A1 · Doing things together

        Take one small thing and do it.

        It may be **very** small.

        ```exercise
        slug: a-small-thing
        title: A small thing
        practice: [A1]
        mode: sealed
        cadence: weekly
        minutes: 10
        dimension: time together
        topic: none
        why: It is good to do things.
        steps:
          - key: plan
            title: The plan
            who: pair
            mode: joint
            opens: start
            fields:
              - key: what
                kind: text
                label: What?
          - key: review
            title: The review
            who: each
            mode: sealed
            opens: {ready: plan, days: 6}
            doing: Do it.
            fields:
              - key: drink
                kind: choice
                label: Which drink?
                options:
                  - tea: Tea
                  - coffee: Coffee
              - key: guess-drink
                kind: guess
                label: And the other?
                guesses: drink
              - key: close
                kind: scale
                label: How close?
                low: Far
                high: Near
        metrics:
          - {key: close, label: Closeness, unit: 0 to 10, from: review.close, better: higher}
        debrief: How was it?
        ```
        """;

    /// <summary>The sample with <paramref name="find"/> replaced once; it must be there.</summary>
    public static string With(string find, string replacement)
    {
        var at = Text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample pack has no ‘{find}’.");
        return Text[..at] + replacement + Text[(at + find.Length)..];
    }

    public static PackReading Read(string text) => PackReader.Read("sample.md", text);

    public static Exercise TheExercise(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Pack!.Practices).Exercise;
    }

    /// <summary>1-based line of the first line that holds the text.</summary>
    public static int LineOf(string text, string part) =>
        text.ReplaceLineEndings("\n").Split('\n').ToList().FindIndex(l => l.Contains(part, StringComparison.Ordinal)) + 1;
}
