using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CoachPlatform.Privacy;

/// <summary>Draws an export for people. Implemented with the pages, since its words and its look are theirs.</summary>
public interface IDrawExport
{
    /// <returns>A whole HTML document that needs nothing beside itself.</returns>
    Task<string> HtmlAsync(ExportData data);
}

/// <summary>One file of an export: the data with its schema, tables, and a page to read.</summary>
internal static class ExportZip
{
    public const string DataName = "data.json";
    public const string SchemaName = "schema.json";
    public const string ReadName = "read.html";

    public static string Schema { get; } = ReadSchema();

    public static byte[] Of(ExportData data, string html)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Files(data, html))
            {
                var entry = zip.CreateEntry(name);
                // The moment of the export, not of the machine that packs it.
                entry.LastWriteTime = data.Manifest.MadeAt;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(ExportData data, string html) =>
    [
        (ReadName, Encoding.UTF8.GetBytes(html)),
        (DataName, JsonSerializer.SerializeToUtf8Bytes(data, ExportData.Json)),
        (SchemaName, Encoding.UTF8.GetBytes(Schema)),
        .. ExportCsv.Of(data),
    ];

    private static string ReadSchema()
    {
        using var stream = typeof(ExportZip).Assembly.GetManifestResourceStream("CoachPlatform.Privacy.ExportSchema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
