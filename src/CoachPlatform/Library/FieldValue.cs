using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoachPlatform.Library;

/// <summary>What a person gave for one field, known to be valid for it. Made by <see cref="FieldValues"/> alone.</summary>
public abstract record FieldValue
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FieldValue()
    {
    }

    /// <summary>The canonical JSON: the text that is sealed, and what <see cref="FieldValues.Parse"/> reads.</summary>
    public string ToJson() => this switch
    {
        Words v => JsonSerializer.Serialize(v.Value, Plain),
        Number v => v.Value.ToString(CultureInfo.InvariantCulture),
        Chosen v => JsonSerializer.Serialize(v.Key, Plain),
        ChosenMany v => JsonSerializer.Serialize(v.Keys, Plain),
        Day v => JsonSerializer.Serialize(v.Iso, Plain),
        Rows v => v.Items.All(i => i.Count == 1) && !v.Parted
            ? JsonSerializer.Serialize(v.Items.Select(i => i[0]), Plain)
            : JsonSerializer.Serialize(v.Items, Plain),
        Done v => v.Value ? "true" : "false",
        _ => throw new InvalidOperationException($"{GetType().Name} has no JSON."),
    };

    /// <summary>Text and Long: trimmed, with line feeds.</summary>
    public sealed record Words(string Value) : FieldValue;

    /// <summary>Scale, Five and Count.</summary>
    public sealed record Number(int Value) : FieldValue;

    /// <summary>Choice: the key of an option.</summary>
    public sealed record Chosen(string Key) : FieldValue;

    /// <summary>Multi: keys in the order of the options. Rank: keys in the order given, the first first.</summary>
    public sealed record ChosenMany(IReadOnlyList<string> Keys) : FieldValue
    {
        public bool Equals(ChosenMany? other) => other is not null && Keys.SequenceEqual(other.Keys);

        public override int GetHashCode() => Keys.Aggregate(0, HashCode.Combine);
    }

    /// <summary>A day, or a moment on the wall clock where the couple is; it has no zone.</summary>
    public sealed record Day(DateOnly Date, TimeOnly? Time) : FieldValue
    {
        /// <summary><c>2026-03-14</c> or <c>2026-03-14T19:30</c>.</summary>
        public string Iso => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + (Time is { } time ? time.ToString("'T'HH:mm", CultureInfo.InvariantCulture) : "");
    }

    /// <summary>List: items of one text each, or with <see cref="Parted"/> of as many as the field has labels.</summary>
    public sealed record Rows(IReadOnlyList<IReadOnlyList<string>> Items, bool Parted) : FieldValue
    {
        public bool Equals(Rows? other) =>
            other is not null && Parted == other.Parted && Items.Count == other.Items.Count && Items.Zip(other.Items).All(p => p.First.SequenceEqual(p.Second));

        public override int GetHashCode() => Items.SelectMany(i => i).Aggregate(0, HashCode.Combine);
    }

    public sealed record Done(bool Value) : FieldValue;
}
