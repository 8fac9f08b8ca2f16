using System.Text;

namespace CoachPlatform.Library.Documents;

/// <summary>Bytes as text: by their mark, else UTF-8, else the Western code page that older programs write.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes)
    {
        var text = bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            _ => Unmarked(bytes),
        };
        return Checked(text);
    }

    /// <summary>Refuses what no text holds, and more of it than is read.</summary>
    public static string Checked(string text)
    {
        if (text.Length > DocumentLimits.Text)
            throw UnreadableDocument.TooMuch($"This holds more than {DocumentLimits.Text:N0} characters of text.");
        return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\v' or '\u0085')) || text.Contains('\uFFFE', StringComparison.Ordinal)
            ? throw new UnreadableDocument("file-kind", "This is no text: it holds characters that no text has. Nothing was kept.")
            : text;
    }

    private static string Unmarked(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
