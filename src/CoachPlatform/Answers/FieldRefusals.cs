using System.Text.Json;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Answers;

/// <summary>Turns what was sent for a step into the texts to seal, or into one refusal that names every field.</summary>
internal static class FieldRefusals
{
    public static (IReadOnlyDictionary<string, string>? Plain, Refusal? Refusal) Read(Step step, IReadOnlyDictionary<string, JsonElement>? sent, IReadOnlyCollection<string>? passed = null)
    {
        var reading = FieldValues.Read(step, sent ?? new Dictionary<string, JsonElement>(), passed);
        if (reading.Unknown.Count > 0)
            return (null, Refusal.Invalid(
                "unknown-field",
                "This step has no such field. Nothing was kept.",
                reading.Unknown.ToDictionary(k => $"fields.{k}", _ => new[] { "There is no such field here." })));
        return reading.Values is { } values
            ? (values.ToDictionary(v => v.Key, v => v.Value.ToJson()), null)
            : (null, Refusal.Invalid(
                "fields-invalid",
                "Some of this cannot be kept as it is. Your words are still on this page.",
                reading.Invalid.ToDictionary(e => $"fields.{e.Key}", e => new[] { e.Value })));
    }
}
