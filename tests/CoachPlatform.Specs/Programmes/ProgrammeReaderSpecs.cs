using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

public class ProgrammeReaderSpecs
{
    private const string Sound = """
        ---
        programme: sound
        title: Sound
        language: en
        ---

        For specs.

        ```programme
        practice: [C1, D11]
        steps:
          - key: pulse
            exercise: weekly-pulse
            opens: at-once
            cadence: weekly
            rounds: 2
          - key: line
            exercise: something-i-understood
            opens: {after: pulse, days: 2}
            only-if: {coach: Sure?}
        ```
        """;

    [Fact]
    public void a_sound_file_is_read()
    {
        var reading = Read(Sound);
        Assert.Empty(reading.Problems);
        Assert.Equal("For specs.", reading.Programme!.For);
        Assert.Equal(["pulse", "line"], reading.Programme.Steps.Select(s => s.Key));
        Assert.Equal(StepOpening.After("pulse", 2), reading.Programme.Steps[1].Terms.Opens);
    }

    [Theory]
    [InlineData("opens: at-once", "opens: soon", 14)]
    [InlineData("opens: at-once", "opens: {after: line}", 12)]
    [InlineData("exercise: weekly-pulse", "exercise: nothing-like-it", 12)]
    [InlineData("    rounds: 2\n", "", 12)]
    [InlineData("rounds: 2", "rounds: 2\n    lasts: 9", 12)]
    [InlineData("rounds: 2", "rounds: 2\n    colour: red", 17)]
    [InlineData("key: line", "key: pulse", 17)]
    [InlineData("{coach: Sure?}", "{coach: Sure?, topic: fears}", 20)]
    [InlineData("{coach: Sure?}", "{topic: weather}", 17)]
    [InlineData("{coach: Sure?}", "{finished: nowhere}", 17)]
    [InlineData("days: 2", "days: 0", 17)]
    [InlineData("[C1, D11]", "[C1]", 10)]
    [InlineData("title: Sound\n", "", 2)]
    [InlineData("For specs.", "", 10)]
    [InlineData("```programme", "```other", 1)]
    public void a_wrong_file_is_refused_whole_with_its_line(string right, string wrong, int line)
    {
        var reading = Read(Sound.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(reading.Programme);
        Assert.Contains(line, reading.Problems.Select(p => p.Line));
        Assert.All(reading.Problems, p => Assert.False(string.IsNullOrWhiteSpace(p.Reason)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("---\nprogramme: x\n---\n```programme\n&a [*a]\n```")]
    [InlineData("---\nprogramme: x\n---\n```programme\n- 1\n```")]
    [InlineData("no front matter")]
    public void nothing_is_thrown_for_what_is_no_programme(string text)
    {
        Assert.NotEmpty(Read(text).Problems);
    }

    private static ProgrammeReading Read(string text) => ProgrammeReader.Read("sound.md", text, slug => Play.Exercises.FirstOrDefault(e => e.Slug == slug));
}
