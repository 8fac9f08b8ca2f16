using System.IO.Compression;
using System.Xml;

namespace CoachPlatform.Library.Documents;

/// <summary>Looks through a packed document before any library opens it: how large it gets, what it carries, how deep it goes.</summary>
internal static class Unpacked
{
    private const int MostParts = 5000;

    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };

    /// <exception cref="UnreadableDocument">It unpacks to too much, carries macros or programs, or nests too deep.</exception>
    public static void Check(byte[] bytes, CancellationToken ct)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts)
            throw TooMuch;
        var left = (long)DocumentLimits.Unpacked;
        foreach (var entry in zip.Entries)
        {
            ct.ThrowIfCancellationRequested();
            var name = entry.FullName;
            if (name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.EndsWith("vbaData.xml", StringComparison.OrdinalIgnoreCase))
                throw UnreadableDocument.Active("macros");
            if (name.Contains("activeX", StringComparison.OrdinalIgnoreCase) || name.StartsWith("word/embeddings/oleObject", StringComparison.OrdinalIgnoreCase))
                throw UnreadableDocument.Active("embedded programs");
            // What a part says of its size may be a lie, so it is unpacked and counted.
            left -= Count(entry, left);
            if (left < 0)
                throw TooMuch;
        }

        if (zip.GetEntry("[Content_Types].xml") is not { } types || Read(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            throw zip.GetEntry("[Content_Types].xml") is null ? UnreadableDocument.Broken("Word document") : UnreadableDocument.Active("macros");
        foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            Depth(part, ct);
    }

    private static UnreadableDocument TooMuch { get; } =
        new("file-bomb", $"This file unpacks to more than {DocumentLimits.Unpacked / 1024 / 1024} MB, so it was not read. Nothing was kept.");

    private static long Count(ZipArchiveEntry entry, long most)
    {
        using var part = entry.Open();
        var buffer = new byte[81920];
        var count = 0L;
        for (int read; count <= most && (read = part.Read(buffer)) > 0;)
            count += read;
        return count;
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static void Depth(ZipArchiveEntry part, CancellationToken ct)
    {
        using var stream = part.Open();
        using var reader = XmlReader.Create(stream, Xml);
        for (var nodes = 0; reader.Read(); nodes++)
        {
            if (reader.Depth > DocumentLimits.Depth)
                throw UnreadableDocument.TooDeep;
            if (nodes % 10_000 == 0)
                ct.ThrowIfCancellationRequested();
        }
    }
}
