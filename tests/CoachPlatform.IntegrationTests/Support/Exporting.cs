using System.IO.Compression;
using System.Net;
using System.Text.Json;
using CoachPlatform.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>The file of one export, unpacked.</summary>
public sealed class ExportedFile(Guid id, byte[] bytes)
{
    private readonly Dictionary<string, string> files = Unpack(bytes);

    public Guid Id => id;

    public JsonElement Data => JsonElement.Parse(files["data.json"]);

    /// <summary>Everything in every file of it.</summary>
    public string All => string.Join('\n', files.Values);

    public string this[string name] => files[name];

    public IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Unpack(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(
            e => e.FullName,
            e =>
            {
                using var reader = new StreamReader(e.Open());
                // The page escapes what the others do not.
                return e.FullName.EndsWith(".html", StringComparison.Ordinal) ? WebUtility.HtmlDecode(reader.ReadToEnd()) : reader.ReadToEnd();
            });
    }
}

/// <summary>Copies as clients take them: asked for, made, fetched.</summary>
public static class Exporting
{
    public static async Task<ExportedFile> TakeCopyAsync(this CoachApp app, Client who, Guid? caseId = null, bool withSafety = false)
    {
        var id = await who.AskForCopyAsync(caseId, withSafety);
        await app.MakeCopiesAsync();
        using var response = await who.GetAsync($"{who.CopyAddress(id, caseId)}/file");
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()} {await who.ReadAsync(who.CopyAddress(id, caseId))}");
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return new ExportedFile(id, await response.Content.ReadAsByteArrayAsync());
    }

    /// <param name="caseId">For a coach; a partner's is their own.</param>
    /// <param name="withSafety">A partner's choice; nothing is said of it otherwise.</param>
    public static async Task<Guid> AskForCopyAsync(this Client who, Guid? caseId = null, bool withSafety = false) =>
        (await who.DoAsync(caseId is null ? $"/api/my/cases/{who.CaseId}/exports" : $"/api/cases/{caseId}/exports", withSafety ? new { withSafety } : (object)new { })).GetProperty("exportId").GetGuid();

    public static string CopyAddress(this Client who, Guid id, Guid? caseId = null) => caseId is null ? $"/api/my/exports/{id}" : $"/api/cases/{caseId}/exports/{id}";

    /// <summary>What the hosted worker does when it looks; what it has begun is waited for.</summary>
    public static Task MakeCopiesAsync(this CoachApp app) => app.Inside.GetRequiredService<ExportWork>().LookAsync(CancellationToken.None);

    public static async Task<string> CopyStateAsync(this Client who, Guid id, Guid? caseId = null) => (await who.ReadAsync(who.CopyAddress(id, caseId))).GetProperty("state").GetString()!;
}
