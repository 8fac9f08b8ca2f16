using System.Globalization;
using System.Text.Json;
using CoachPlatform.Library;

namespace CoachPlatform.Privacy;

/// <summary>Values of an answer with their question, as a program reads them and as a person does. Pure.</summary>
internal static class ExportText
{
    /// <summary>In the order of the step's fields.</summary>
    public static IReadOnlyList<ExportField> Fields(Step? step, IReadOnlyDictionary<string, FieldValue> values) =>
    [
        .. from value in values
           let field = step?.Find(value.Key)
           orderby step?.Fields.TakeWhile(f => f.Key != value.Key).Count() ?? 0
           select new ExportField(value.Key, field?.Label ?? value.Key, JsonElement.Parse(value.Value.ToJson()), Words(step, field, value.Value)),
    ];

    private static string Words(Step? step, Field? field, FieldValue value)
    {
        var shape = step is null || field is null ? null : FieldValues.Shape(step, field);
        string Label(string key) => shape?.Options.FirstOrDefault(o => o.Key == key)?.Label ?? key;
        return value switch
        {
            FieldValue.Words v => v.Value,
            FieldValue.Number v when shape is { Kind: FieldKind.Five } && v.Value >= 1 && v.Value <= shape.Options.Count => shape.Options[v.Value - 1].Label,
            FieldValue.Number v when shape is { Kind: FieldKind.Scale } => string.Create(CultureInfo.InvariantCulture, $"{v.Value} ({shape.Min ?? 0}–{shape.Max ?? 10})"),
            FieldValue.Number v => v.Value.ToString(CultureInfo.InvariantCulture),
            FieldValue.Chosen v => Label(v.Key),
            FieldValue.ChosenMany v when shape is { Kind: FieldKind.Rank } => string.Join('\n', v.Keys.Select((k, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Label(k)}"))),
            FieldValue.ChosenMany v => string.Join('\n', v.Keys.Select(Label)),
            FieldValue.Day v => v.Iso.Replace('T', ' '),
            FieldValue.Rows v => string.Join('\n', v.Items.Select(i => string.Join(" – ", i.Where(p => p.Length > 0)))),
            FieldValue.Done v => v.Value ? "Yes" : "No",
            _ => "",
        };
    }
}
