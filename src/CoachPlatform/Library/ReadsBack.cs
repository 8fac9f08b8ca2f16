using System.Globalization;

namespace CoachPlatform.Library;

/// <summary>Turns a value back into the words a person reads.</summary>
public static class ReadsBack
{
    /// <summary>One text per line to show. A date stays ISO and a done stays <c>true</c> or <c>false</c>: their words depend on the reader's language.</summary>
    /// <remarks>A list with parts gives one text per item, its parts joined by an en dash; take <see cref="FieldValue.Rows"/> itself for a table.</remarks>
    public static IReadOnlyList<string> Of(Step step, Field field, FieldValue value)
    {
        var shape = FieldValues.Shape(step, field);
        return value switch
        {
            FieldValue.Words v => [v.Value],
            FieldValue.Number v => [NumberOrLabel(shape, v.Value)],
            FieldValue.Chosen v => [Label(shape, v.Key)],
            FieldValue.ChosenMany v => [.. v.Keys.Select(k => Label(shape, k))],
            FieldValue.Day v => [v.Iso],
            FieldValue.Rows v => [.. v.Items.Select(i => string.Join(" – ", i.Where(p => p.Length > 0)))],
            FieldValue.Done v => [v.Value ? "true" : "false"],
            _ => throw new InvalidOperationException($"{value.GetType().Name} cannot be read back."),
        };
    }

    private static string NumberOrLabel(Field shape, int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return shape.Kind == FieldKind.Five ? Label(shape, text) : text;
    }

    private static string Label(Field shape, string key) => shape.Options.FirstOrDefault(o => o.Key == key)?.Label ?? key;
}
