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
            return FirstBad(text) < 0 ? (text, null) : (null, FieldWords.BadCharacter);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON, but no text.
            return (null, FieldWords.BadCharacter);
        }
    }

    /// <summary>Where the first character stands that no text may have (a control other than line feed and tab, half a surrogate pair, no character at all), or -1.</summary>
    public static int FirstBad(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\n' or '\t')))
                return i;
        }

        return -1;
    }
}
