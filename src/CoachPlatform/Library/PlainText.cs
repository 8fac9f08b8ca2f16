using System.Text.Json;

namespace CoachPlatform.Library;

/// <summary>Takes a text as a person wrote it: trimmed, line feeds only, and nothing in it that a screen cannot show.</summary>
internal static class PlainText
{
    public static (string? Text, string? Words) Read(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.String)
            return (null, FieldWords.NotText);
        try
        {
            var text = sent.GetString()!.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? (null, FieldWords.BadCharacter) : (text, null);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON, but no text.
            return (null, FieldWords.BadCharacter);
        }
    }
}
