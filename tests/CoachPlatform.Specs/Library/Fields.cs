using System.Text.Json;
using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

/// <summary>Fields, steps and sent values in few words.</summary>
internal static class Fields
{
    public static Field Of(FieldKind kind, string key = "x", bool required = true, int? min = null, int? max = null, string? guesses = null, params string[] items) =>
        new(key, kind, key, null, required, kind is FieldKind.Five ? Options("1", "2", "3", "4", "5") : Options("tea", "coffee", "water", "milk"),
            min, max, null, null, guesses, items, null);

    public static IReadOnlyList<Option> Options(params string[] keys) => [.. keys.Select(k => new Option(k, $"The {k}"))];

    public static Step Step(params Field[] fields) =>
        new("step", "Step", null, Who.Each, Mode.Sealed, new Opens(OpensWhen.Start), null, false, false, "partner", null, fields);

    public static Dictionary<string, JsonElement> Sent(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    public static FieldReading Read(Field field, string json) => FieldValues.Read(Step(field), Sent($$"""{"{{field.Key}}":{{json}}}"""));
}
