using System.Globalization;
using System.Text.Json;

namespace CoachPlatform.Library;

/// <summary>Reads one JSON value by the rules of one kind of field.</summary>
internal static class ValueReader
{
    private static readonly string[] DateShapes = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>A value, or words about why there is none, or neither when nothing was given.</summary>
    /// <param name="shape">The field whose kind, options and bounds hold; <paramref name="field"/> itself unless it is a guess.</param>
    public static (FieldValue? Value, string? Words) Read(Field field, Field shape, JsonElement sent)
    {
        if (sent.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return (null, null);
        return shape.Kind switch
        {
            FieldKind.Text => Text(sent, shape.Max ?? FieldLimits.Text),
            FieldKind.Long => Text(sent, shape.Max ?? FieldLimits.Long),
            FieldKind.Scale => Number(sent, shape.Min ?? 0, shape.Max ?? 10, FieldWords.Between),
            FieldKind.Five => Number(sent, 1, 5, FieldWords.Between),
            FieldKind.Count => Number(sent, shape.Min ?? 0, shape.Max ?? FieldLimits.Count, FieldWords.CountBetween),
            FieldKind.Choice => Choice(sent, shape.Options),
            FieldKind.Multi => Multi(sent, shape),
            FieldKind.Rank => Rank(sent, shape),
            FieldKind.Date => Date(sent),
            FieldKind.List => ListReader.Read(sent, shape),
            FieldKind.Done => sent.ValueKind is JsonValueKind.True or JsonValueKind.False ? (new FieldValue.Done(sent.GetBoolean()), null) : (null, FieldWords.NotYesNo),
            FieldKind.Guess => throw new InvalidOperationException($"The guess {field.Key} names no field of its step."),
        };
    }

    private static (FieldValue?, string?) Text(JsonElement sent, int max)
    {
        var (text, words) = PlainText.Read(sent);
        if (words is not null || text!.Length == 0)
            return (null, words);
        return text.Length > max ? (null, FieldWords.TooLong(max, text.Length)) : (new FieldValue.Words(text), null);
    }

    private static (FieldValue?, string?) Number(JsonElement sent, int min, int max, Func<int, int, string> words) =>
        sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var number) && number >= min && number <= max
            ? (new FieldValue.Number(number), null)
            : (null, words(min, max));

    private static (FieldValue?, string?) Choice(JsonElement sent, IReadOnlyList<Option> options)
    {
        var (key, words) = PlainText.Read(sent);
        if (words is null && key!.Length == 0)
            return (null, null);
        return options.Any(o => o.Key == key) ? (new FieldValue.Chosen(key!), null) : (null, FieldWords.NotOption);
    }

    private static (FieldValue?, string?) Multi(JsonElement sent, Field shape)
    {
        var (keys, words) = Keys(sent, shape.Options);
        if (words is not null || keys.Count == 0)
            return (null, words);
        if (keys.Count < (shape.Min ?? 0))
            return (null, FieldWords.Fewest(shape.Min!.Value));
        if (keys.Count > (shape.Max ?? int.MaxValue))
            return (null, FieldWords.Most(shape.Max!.Value));
        return (new FieldValue.ChosenMany([.. shape.Options.Select(o => o.Key).Where(keys.Contains)]), null);
    }

    private static (FieldValue?, string?) Rank(JsonElement sent, Field shape)
    {
        var (keys, words) = Keys(sent, shape.Options);
        if (words is not null || keys.Count == 0)
            return (null, words);
        var exactly = shape.Max ?? shape.Options.Count;
        return keys.Count == exactly ? (new FieldValue.ChosenMany(keys), null) : (null, FieldWords.Exactly(exactly));
    }

    private static (IReadOnlyList<string> Keys, string? Words) Keys(JsonElement sent, IReadOnlyList<Option> options)
    {
        if (sent.ValueKind != JsonValueKind.Array)
            return ([], FieldWords.NotOptions);
        var keys = new List<string>();
        foreach (var item in sent.EnumerateArray())
        {
            var (key, _) = PlainText.Read(item);
            if (key is null || options.All(o => o.Key != key))
                return ([], FieldWords.NotOptions);
            if (keys.Contains(key))
                return ([], FieldWords.Twice);
            keys.Add(key);
        }

        return (keys, null);
    }

    private static (FieldValue?, string?) Date(JsonElement sent)
    {
        var (text, _) = PlainText.Read(sent);
        if (text is { Length: 0 })
            return (null, null);
        if (!DateTime.TryParseExact(text, DateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return (null, FieldWords.NotDate);
        // To the minute: that is what a person can pick, and one canonical form of a moment.
        TimeOnly? time = text!.Contains('T', StringComparison.Ordinal) ? new TimeOnly(moment.Hour, moment.Minute) : null;
        return (new FieldValue.Day(DateOnly.FromDateTime(moment), time), null);
    }
}
