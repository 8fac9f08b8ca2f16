using System.Text.Json;
using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs.Library;

public class FieldValuesProperties
{
    private static readonly string[] Kinds = ["text", "long", "scale", "five", "choice", "multi", "count", "date", "list", "parts", "done", "rank"];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.String.Select(s => JsonSerializer.Serialize(s)),
        Gen.OneOf("\"tea\"", "\"coffee\"", "\"milk\"", "\"water\"", "\"2026-01-31\"", "\"2026-01-31T08:05\"", "\"\\ud800\"", "\" \"", "null", "true", "false"),
        Gen.Int[-2, 14].Select(i => $"{i}"),
        Gen.Double.Where(double.IsFinite).Select(d => JsonSerializer.Serialize(d)));

    private static readonly Gen<string> Flat = Scalar.Array[0, 4].Select(a => $"[{string.Join(',', a)}]");

    private static readonly Gen<string> Keys = Gen.OneOf("tea", "coffee", "milk", "water").Array[1, 4].Select(a => JsonSerializer.Serialize(a));

    private static readonly Gen<string> Pairs =
        Gen.OneOf("", "an exam", "May", "a\nb").Array[2].Array[0, 4].Select(a => JsonSerializer.Serialize(a));

    private static readonly Gen<string> Anything = Gen.OneOf(
        Scalar, Flat, Keys, Pairs, Flat.Array[0, 4].Select(a => $"[{string.Join(',', a)}]"), Scalar.Select(s => $$"""{"a":{{s}}}"""));

    [Fact]
    public void arbitrary_json_gives_a_value_or_words_and_what_is_kept_reads_back_the_same()
    {
        var kept = new HashSet<string>();
        Gen.Select(Gen.OneOf(Kinds), Anything).Sample(
            (kind, json) =>
            {
                var field = FieldValuesSpecs.FieldNamed(kind);
                var reading = Fields.Read(field, json);
                Assert.Equal(reading.IsValid, reading.Problem is null);
                if (!reading.IsValid)
                    return Assert.Single(reading.Invalid).Value.Length > 0;
                lock (kept)
                    kept.Add(kind);
                return Same(field, reading.Values["x"]);
            },
            iter: 20_000);
        // A generator that never hits a kind would prove nothing about it.
        Assert.Equal(Kinds.Order(), kept.Order());
    }

    [Fact]
    public void any_text_that_is_taken_reads_back_the_same_and_is_trimmed()
    {
        var field = Fields.Of(FieldKind.Long);
        Gen.String.Sample(text =>
        {
            var reading = Fields.Read(field, JsonSerializer.Serialize(text));
            return !reading.IsValid || (Same(field, reading.Values["x"]) && reading.Values["x"] is FieldValue.Words { Value: var v } && v == v.Trim());
        });
    }

    private static bool Same(Field field, FieldValue value)
    {
        var again = FieldValues.Parse(Fields.Step(field), field.Key, value.ToJson());
        Assert.Equal(value, again);
        Assert.Equal(value.ToJson(), again.ToJson());
        Assert.NotEmpty(ReadsBack.Of(Fields.Step(field), field, value));
        return true;
    }
}
