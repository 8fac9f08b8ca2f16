using System.Text.Json;

namespace CoachPlatform.Library;

/// <summary>Checks what a partner sends for a step, and reads back what was kept. Pure; arbitrary JSON gives words, never an exception.</summary>
public static class FieldValues
{
    /// <param name="sent">By field key. Null, blank text and an empty list count as left out.</param>
    /// <param name="passed">Keys of fields that are passed: nothing is kept of them, whatever was sent, and none of them is asked for.</param>
    public static FieldReading Read(Step step, IReadOnlyDictionary<string, JsonElement> sent, IReadOnlyCollection<string>? passed = null)
    {
        passed ??= [];
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var invalid = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in step.Fields.Where(f => !passed.Contains(f.Key)))
        {
            var (value, words) = ValueReader.Read(field, Shape(step, field), sent.GetValueOrDefault(field.Key));
            if (words is not null)
                invalid[field.Key] = words;
            else if (value is not null)
                values[field.Key] = value;
            else if (field.Required)
                invalid[field.Key] = FieldWords.Missing;
        }

        // Passing is a choice of its own with its own meaning for the other; an empty answer must not pass for one.
        // In a matched step marking nothing is an answer: no to each.
        if (values.Count == 0 && invalid.Count == 0 && step.Fields.Count > 0 && step.Mode != Mode.Matched)
            invalid[step.Fields[0].Key] = FieldWords.Nothing;
        string[] unknown = [.. sent.Keys.Concat(passed).Where(k => step.Find(k) is null).Distinct().Order(StringComparer.Ordinal)];
        return new FieldReading(unknown.Length == 0 && invalid.Count == 0 ? values : null, invalid, unknown);
    }

    /// <summary>The value whose <see cref="FieldValue.ToJson"/> this is, for the same version of the exercise.</summary>
    /// <exception cref="FormatException">The text was not made from a value of this field.</exception>
    public static FieldValue Parse(Step step, string fieldKey, string json)
    {
        var field = step.Find(fieldKey) ?? throw new FormatException($"Step {step.Key} has no field {fieldKey}.");
        try
        {
            using var document = JsonDocument.Parse(json);
            return ValueReader.Read(field, Shape(step, field), document.RootElement).Value
                ?? throw new FormatException($"The kept value of {step.Key}.{fieldKey} does not fit its field.");
        }
        catch (JsonException)
        {
            // The message of a JsonException may quote what it read, and this is what a person wrote.
            throw new FormatException($"The kept value of {step.Key}.{fieldKey} is no JSON.");
        }
    }

    /// <summary>The field whose rules a value must meet: for a guess, the one it guesses.</summary>
    internal static Field Shape(Step step, Field field) =>
        field.Kind == FieldKind.Guess && field.Guesses is { } key && step.Find(key) is { } target ? target : field;
}
