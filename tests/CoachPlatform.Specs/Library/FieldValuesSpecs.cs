using CoachPlatform.Library;
using static CoachPlatform.Library.FieldKind;

namespace CoachPlatform.Specs.Library;

public class FieldValuesSpecs
{
    /// <summary>Field, what is sent, the canonical JSON that is kept.</summary>
    public static TheoryData<string, string, string> Good => new()
    {
        { "text", "\"  A walk  \"", "\"A walk\"" },
        { "text", "\"a\\r\\nb\\tc\"", "\"a\\nb\\tc\"" },
        { "long", "\"Ça va – 你好 🙂\"", "\"Ça va – 你好 🙂\"" },
        { "scale", "0", "0" },
        { "scale", "10", "10" },
        { "five", "5", "5" },
        { "count", "0", "0" },
        { "choice", "\"tea\"", "\"tea\"" },
        { "multi", "[\"milk\",\"tea\"]", "[\"tea\",\"milk\"]" },
        { "rank", "[\"milk\",\"tea\"]", "[\"milk\",\"tea\"]" },
        { "date", "\"2026-03-14\"", "\"2026-03-14\"" },
        { "date", "\"2026-03-14T19:30\"", "\"2026-03-14T19:30\"" },
        { "date", "\"2026-03-14T19:30:59\"", "\"2026-03-14T19:30\"" },
        { "list", "[\" a \",\"\",\"b\"]", "[\"a\",\"b\"]" },
        { "parts", "[[\"a\",\"\"],[\"\",\"\"],[\"b\",\"May\"]]", "[[\"a\",\"\"],[\"b\",\"May\"]]" },
        { "done", "false", "false" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void keeps_a_good_value_in_one_canonical_form(string kind, string sent, string kept)
    {
        var reading = Fields.Read(FieldNamed(kind), sent);
        Assert.True(reading.IsValid, string.Join(" ", reading.Invalid.Values));
        Assert.Equal(kept, ReadableJson(reading.Values["x"].ToJson()));
    }

    public static TheoryData<string, string, string> Bad => new()
    {
        { "text", "3", "Write this as text." },
        { "text", "\"\"", "This one is needed." },
        { "text", "\" \\n \"", "This one is needed." },
        { "text", "null", "This one is needed." },
        { "text", "\"a\\u0000b\"", "cannot be kept" },
        { "text", "\"a\\u0085b\"", "cannot be kept" },
        { "text", "\"a\\ud800b\"", "cannot be kept" },
        { "scale", "11", "Choose between 0 and 10." },
        { "scale", "-1", "Choose between 0 and 10." },
        { "scale", "7.5", "Choose between 0 and 10." },
        { "scale", "1e99", "Choose between 0 and 10." },
        { "scale", "\"7\"", "Choose between 0 and 10." },
        { "five", "0", "Choose between 1 and 5." },
        { "count", "-1", "Give a whole number from 0 to 12." },
        { "count", "13", "Give a whole number from 0 to 12." },
        { "choice", "\"wine\"", "Choose one of the options shown." },
        { "choice", "[\"tea\"]", "Choose one of the options shown." },
        { "multi", "\"tea\"", "Choose from the options shown." },
        { "multi", "[\"wine\"]", "Choose from the options shown." },
        { "multi", "[\"tea\",\"tea\"]", "The same one is here twice." },
        { "multi", "[\"tea\"]", "Choose at least 2." },
        { "multi", "[\"tea\",\"milk\",\"water\",\"coffee\"]", "Choose at most 3." },
        { "multi", "[]", "This one is needed." },
        { "rank", "[\"tea\"]", "Choose exactly 2 different ones, in order." },
        { "rank", "[\"tea\",\"tea\"]", "The same one is here twice." },
        { "rank", "[\"tea\",\"milk\",\"water\"]", "Choose exactly 2" },
        { "date", "\"14 March\"", "Give a day" },
        { "date", "\"2026-02-30\"", "Give a day" },
        { "date", "\"2026-03-14T19:30Z\"", "Give a day" },
        { "date", "20260314", "Give a day" },
        { "list", "\"a\"", "Give this as a list." },
        { "list", "[1]", "Write this as text." },
        { "list", "[[\"a\"]]", "Write this as text." },
        { "list", "[\"a\",\"b\",\"c\",\"d\"]", "This takes at most 3." },
        { "list", "[\" \"]", "This one is needed." },
        { "parts", "[\"a\"]", "Each line has these parts: what, when." },
        { "parts", "[[\"a\",\"b\",\"c\"]]", "Each line has these parts" },
        { "parts", "[[\"\",\"May\"]]", "Each line needs its first part." },
        { "done", "\"yes\"", "Say yes or no." },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void says_in_plain_words_why_a_value_cannot_be_taken(string kind, string sent, string words)
    {
        var reading = Fields.Read(FieldNamed(kind), sent);
        Assert.False(reading.IsValid);
        Assert.Equal(FieldReading.FieldsInvalid, reading.Problem);
        Assert.Contains(words, reading.Invalid["x"], StringComparison.Ordinal);
    }

    [Fact]
    public void a_text_of_200_000_characters_is_told_its_limit_and_its_length()
    {
        var reading = Fields.Read(Fields.Of(Long), $"\"{new string('a', 200_000)}\"");
        Assert.Equal("This is longer than 20,000 characters. Yours has 200,000.", reading.Invalid["x"]);
        Assert.True(Fields.Read(Fields.Of(Long), $"\"{new string('a', 20_000)}\"").IsValid);
    }

    [Fact]
    public void an_unknown_field_is_named_apart_from_bad_values()
    {
        var reading = FieldValues.Read(Fields.Step(Fields.Of(Scale)), Fields.Sent("""{"x":99,"y":1}"""));
        Assert.Equal(FieldReading.UnknownField, reading.Problem);
        Assert.Equal(["y"], reading.Unknown);
        Assert.Contains("x", reading.Invalid.Keys);
        Assert.Null(reading.Values);
    }

    [Fact]
    public void an_optional_field_left_out_is_passed_and_a_required_one_is_asked_for()
    {
        var step = Fields.Step(Fields.Of(Text, "a"), Fields.Of(Text, "b", required: false));
        Assert.Equal(["a"], FieldValues.Read(step, Fields.Sent("""{"a":"yes"}""")).Values!.Keys);
        Assert.Equal(["a"], FieldValues.Read(step, Fields.Sent("""{"b":"yes"}""")).Invalid.Keys);
    }

    [Fact]
    public void a_required_field_that_is_passed_is_neither_asked_for_nor_kept()
    {
        var step = Fields.Step(Fields.Of(Text, "a"), Fields.Of(Text, "b"));
        Assert.Equal(["b"], FieldValues.Read(step, Fields.Sent("""{"b":"yes"}"""), ["a"]).Values!.Keys);
        Assert.Equal(["b"], FieldValues.Read(step, Fields.Sent("""{"a":"no","b":"yes"}"""), ["a"]).Values!.Keys);
        Assert.Equal(["b"], FieldValues.Read(step, Fields.Sent("{}"), ["a"]).Invalid.Keys);
    }

    [Fact]
    public void passing_every_field_is_no_answer_and_passing_an_unknown_one_is_named()
    {
        var step = Fields.Step(Fields.Of(Text, "a"), Fields.Of(Text, "b"));
        Assert.Equal(["a"], FieldValues.Read(step, Fields.Sent("{}"), ["a", "b"]).Invalid.Keys);
        Assert.Equal(["y"], FieldValues.Read(step, Fields.Sent("""{"a":"yes","b":"yes"}"""), ["y"]).Unknown);
    }

    [Fact]
    public void an_answer_without_any_value_is_no_answer()
    {
        var reading = FieldValues.Read(Fields.Step(Fields.Of(Text, "a", required: false), Fields.Of(Scale, "b", required: false)), Fields.Sent("""{"a":" "}"""));
        Assert.Equal(["a"], reading.Invalid.Keys);
    }

    [Fact]
    public void a_guess_is_held_to_the_field_it_guesses()
    {
        var step = Fields.Step(Fields.Of(Scale, "own", max: 4), Fields.Of(Guess, "guess", guesses: "own"));
        Assert.Equal("Choose between 0 and 4.", FieldValues.Read(step, Fields.Sent("""{"own":1,"guess":5}""")).Invalid["guess"]);
        Assert.Equal(new FieldValue.Number(4), FieldValues.Read(step, Fields.Sent("""{"own":1,"guess":4}""")).Values!["guess"]);
    }

    [Theory]
    [InlineData("y", "1")]
    [InlineData("x", "11")]
    [InlineData("x", "no json")]
    [InlineData("x", "null")]
    public void a_kept_text_that_does_not_fit_is_refused_without_quoting_it(string key, string json) =>
        Assert.DoesNotContain("no json", Assert.Throws<FormatException>(() => FieldValues.Parse(Fields.Step(Fields.Of(Scale)), key, json)).ToString(), StringComparison.Ordinal);

    internal static Field FieldNamed(string kind) => kind switch
    {
        "count" => Fields.Of(Count, max: 12),
        "multi" => Fields.Of(Multi, min: 2, max: 3),
        "rank" => Fields.Of(Rank, max: 2),
        "list" => Fields.Of(FieldKind.List, max: 3),
        "parts" => Fields.Of(FieldKind.List, items: ["what", "when"]),
        _ => Fields.Of(LibraryWords.Kinds[kind]),
    };

    private static string ReadableJson(string json) => json.Replace("\\uD83D\\uDE42", "🙂", StringComparison.Ordinal);
}
