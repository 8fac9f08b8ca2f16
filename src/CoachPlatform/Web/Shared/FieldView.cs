using System.Globalization;
using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Web.Shared;

/// <summary>What one person gave for a field, as it stands in the answer's JSON; null when it may not be read or was passed.</summary>
public sealed record Spoken(Seat Seat, string Name, JsonElement? Value);

/// <summary>A field on its way to a control or a readout.</summary>
/// <param name="Field">The field itself: its label, help and whether it is required.</param>
/// <param name="Shape">The field whose kind, options and bounds hold: the guessed one for a guess, else the field itself.</param>
public sealed record FieldView(Field Field, Field Shape, string Name, string Id, JsonElement? Value, string? Error, Seat Seat)
{
    public bool IsGuess => Field.Kind == FieldKind.Guess;

    public string ErrorId => $"e-{Id}";

    public string HelpId => $"h-{Id}";

    /// <summary>For <c>aria-describedby</c>: the error first when there is one.</summary>
    public string DescribedBy => IsGuess || Field.Help is not null ? $"{ErrorId} {HelpId}" : ErrorId;

    public string? Invalid => Error is null ? null : "true";

    public string Text => FieldText.Of(Value);

    public IReadOnlyList<string> Texts => FieldText.ManyOf(Value);

    /// <summary>The field whose rules hold for <paramref name="field"/>; options named by a guess win over the guessed field's.</summary>
    public static Field ShapeOf(Step step, Field field)
    {
        if (field.Kind != FieldKind.Guess)
            return field;
        var guessed = step.Find(field.Guesses ?? "") ?? field with { Kind = FieldKind.Text };
        return field.Options.Count > 0 ? guessed with { Options = field.Options } : guessed;
    }
}

/// <summary>Values of an answer's JSON as text.</summary>
internal static class FieldText
{
    public static string Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } v => v.GetString()!,
        { ValueKind: JsonValueKind.Number } v => v.GetRawText(),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => "",
    };

    public static int? NumberOf(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } v && v.TryGetInt32(out var number) ? number : null;

    public static IReadOnlyList<string> ManyOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } v ? [.. v.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)] : [];

    /// <summary>Items of a list, each as its parts; a plain text is an item of one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ItemsOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } v
            ? [.. v.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.Array ? ManyOf(i) : (IReadOnlyList<string>)[Of(i)])]
            : [];

    /// <summary>"Thursday 3 December, 19:30" of <c>2026-12-03T19:30</c>; what is no date stays as it is.</summary>
    public static string DayOf(JsonElement? value)
    {
        var text = Of(value);
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, out var day))
            return text;
        var words = day.ToString(SharedWords.Day_Format, CultureInfo.CurrentCulture);
        return text.Contains('T', StringComparison.Ordinal) ? $"{words}, {day.ToString("t", CultureInfo.CurrentCulture)}" : words;
    }

    public static string LabelOf(Field shape, string key) => shape.Options.FirstOrDefault(o => o.Key == key)?.Label ?? key;

    /// <summary>The label of a place on a five-point choice, 1 the lowest.</summary>
    public static string LabelOf(Field shape, int place) =>
        place >= 1 && place <= shape.Options.Count ? shape.Options[place - 1].Label : place.ToString(CultureInfo.CurrentCulture);
}
