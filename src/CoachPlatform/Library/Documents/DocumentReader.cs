using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Library.Documents;

/// <summary>What was read.</summary>
/// <param name="Extent">How far places go: the number of characters, paragraphs or pages.</param>
public sealed record ReadOriginal(SourceFormat Format, PlaceUnit Unit, int Extent, IReadOnlyList<Block> Blocks);

/// <summary>The one way from an original to blocks. Whatever a file does to its reader comes out here as a refusal with a reason.</summary>
public static class DocumentReader
{
    public static (ReadOriginal? Read, Refusal? Refusal) Read(string name, byte[] bytes, CancellationToken ct) =>
        Guarded(token => bytes.Length > DocumentLimits.File
            ? throw UnreadableDocument.TooMuch($"This file is larger than {DocumentLimits.File / 1024 / 1024} MB.")
            : Read(SourceFormats.Of(name, bytes), bytes, null, token), ct);

    public static (ReadOriginal? Read, Refusal? Refusal) ReadPasted(string text, CancellationToken ct) =>
        Guarded(token => Read(SourceFormats.OfPasted(text), [], TextBytes.Checked(text), token), ct);

    private static ReadOriginal Read(SourceFormat format, byte[] bytes, string? pasted, CancellationToken ct)
    {
        var text = format is SourceFormat.Docx or SourceFormat.Pdf ? "" : pasted ?? TextBytes.Decode(bytes);
        var blocks = format switch
        {
            SourceFormat.Text => ReadText.Blocks(text),
            SourceFormat.Markdown when ReadMarkdown.IsPlausible(text) => ReadMarkdown.Blocks(text, ct),
            SourceFormat.Markdown => ReadText.Blocks(text),
            SourceFormat.Html => ReadHtml.Blocks(text, ct),
            SourceFormat.Docx => ReadDocx.Blocks(bytes, ct),
            SourceFormat.Pdf => ReadPdf.Blocks(bytes, ct),
        };
        if (blocks.All(b => b.Aside is not null))
            throw new UnreadableDocument("file-empty", "There is no text in this to make passages of. Nothing was kept.");
        if (blocks.Sum(b => (long)b.Text.Length) > DocumentLimits.Text)
            throw UnreadableDocument.TooMuch($"This holds more than {DocumentLimits.Text:N0} characters of text.");
        // A file can spell characters that no text has in ways its bytes do not show.
        var shown = blocks.Select(b => b with { Text = Shown(b.Text) }).Where(b => !string.IsNullOrWhiteSpace(b.Text)).ToList();
        var unit = blocks[0].Place.Unit;
        return new ReadOriginal(format, unit, unit == PlaceUnit.Character ? text.Length : blocks.Max(b => b.Place.To), shown);
    }

    private static string Shown(string text)
    {
        for (int bad; (bad = PlainText.FirstBad(text)) >= 0;)
            text = string.Concat(text.AsSpan(0, bad), " ", text.AsSpan(bad + 1));
        return text;
    }

    private static (ReadOriginal? Read, Refusal? Refusal) Guarded(Func<CancellationToken, ReadOriginal> read, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(DocumentLimits.Time);
        try
        {
            return (read(limit.Token), null);
        }
        catch (Exception e) when (Unwrap(e) is { } unreadable)
        {
            return (null, Refusal.Field(unreadable.Slug, "file", unreadable.Message));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, Refusal.Field("file-too-long", "file", $"Reading this took longer than {DocumentLimits.Time.TotalSeconds:N0} seconds, so it was given up. Nothing was kept."));
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // Readers meet broken files with many kinds of exception; each means the same to the person who chose the file.
            return (null, Refusal.Field("file-broken", "file", "This file is broken, or not what its name says, and could not be read. Nothing was kept."));
        }
    }

    private static UnreadableDocument? Unwrap(Exception e) => e as UnreadableDocument ?? (e.InnerException is { } inner ? Unwrap(inner) : null);
}
