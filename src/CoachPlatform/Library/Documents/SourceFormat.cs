namespace CoachPlatform.Library.Documents;

public enum SourceFormat { Text, Markdown, Html, Docx, Pdf }

/// <summary>What a file is by its first bytes and, among the kinds of plain text, by its name. A name alone never makes a file a DOCX or PDF.</summary>
internal static class SourceFormats
{
    public static SourceFormat Of(string name, ReadOnlySpan<byte> bytes)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (bytes.StartsWith("%PDF-"u8))
            return SourceFormat.Pdf;
        if (bytes.StartsWith("PK\x03\x04"u8))
            return extension is ".docm" or ".dotm" ? throw UnreadableDocument.Active("macros") : SourceFormat.Docx;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new UnreadableDocument("file-kind", "This is a document of an old Word, or a locked one. Save it as .docx without a password, and import that. Nothing was kept.");
        return extension switch
        {
            ".pdf" => throw UnreadableDocument.Broken("PDF"),
            ".docx" or ".docm" or ".dotx" => throw UnreadableDocument.Broken("Word document"),
            ".html" or ".htm" or ".xhtml" => SourceFormat.Html,
            ".md" or ".markdown" => SourceFormat.Markdown,
            ".txt" or ".text" or "" => SourceFormat.Text,
            _ => throw new UnreadableDocument("file-kind", "This kind of file cannot be read. Text, Markdown, HTML, DOCX and PDF can. Nothing was kept."),
        };
    }

    /// <summary>Pasted text: Markdown where at least one line is a heading of it, else plain.</summary>
    public static SourceFormat OfPasted(string text) =>
        text.Split('\n').Any(line => line.TrimStart('#') is { Length: > 1 } rest && rest.Length < line.Length && line.Length - rest.Length <= 6 && rest[0] == ' ')
            ? SourceFormat.Markdown
            : SourceFormat.Text;
}
