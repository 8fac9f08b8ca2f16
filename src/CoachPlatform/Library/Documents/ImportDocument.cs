using System.Security.Cryptography;
using System.Text;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Documents;

/// <summary>A coach brings in a document. It is read at once, and what comes back to look at are proposals: nothing is settled before the coach saves.</summary>
public static class ImportDocument
{
    /// <param name="Name">What it is called; left out, its own title or the file's name.</param>
    /// <param name="FileName">With its ending, which tells kinds of plain text apart.</param>
    /// <param name="File">The original in base64, at most 10 MB of it. Either this or <paramref name="Text"/>.</param>
    /// <param name="Text">Pasted text, plain or Markdown, at most 1,000,000 characters.</param>
    public sealed record Request(string? Name, string? FileName, byte[]? File, string? Text);

    /// <summary>Ids and counts; the passages are read from the document itself.</summary>
    public sealed record Reply(Guid DocumentId, int Revision, int Passages, int Cut);

    public sealed record Importing(SourceDocument Document, byte[] Original);

    public static async Task<(ProblemDetails, Importing?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (Check(request) is { } invalid)
            return (invalid.ToProblem(), null);
        var original = request.File ?? Encoding.UTF8.GetBytes(request.Text!);
        var hash = Convert.ToHexStringLower(SHA256.HashData(original));
        if (await SameAsync(session, hash, ct) is { } same)
            return (same.ToProblem(), null);
        var (read, unreadable) = request.File is null ? DocumentReader.ReadPasted(request.Text!, ct) : DocumentReader.Read(request.FileName ?? "", original, ct);
        if (read is null)
            return ((request.File is null ? OfText(unreadable!) : unreadable!).ToProblem(), null);
        var found = PassageFinder.Find(read.Blocks);
        if (found.Passages.Count == 0)
            return (Refusal.Field("file-empty", request.File is null ? "text" : "file", "There is no text in this to make passages of. Nothing was kept.").ToProblem(), null);
        if (found.Passages.Count > DocumentLimits.Passages || found.Cuts.Count > DocumentLimits.Cuts)
            return (Refusal.Field("file-too-large", request.File is null ? "text" : "file", $"This falls into more than {DocumentLimits.Passages} passages. Import it in parts. Nothing was kept.").ToProblem(), null);
        var document = new SourceDocument(
            Ids.New(http.Now()), NameOf(request, found), read.Format, hash, original.Length, read.Unit, read.Extent, http.Now(), http.Member().StaffId!.Value,
            Revision: 0, Withdrawn: false, found.Passages, found.Cuts);
        return (WolverineContinue.NoProblems, new Importing(document, original));
    }

    [WolverinePost("/api/documents"), Access(For.Coach), Once, RequestSizeLimit(DocumentLimits.Request)]
    [EndpointSummary("Import a document; its passages are proposals until they are saved")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Importing importing, IDocumentSession session, HttpContext http)
    {
        var document = importing.Document;
        session.SetHeader("actor", http.Member().Actor);
        var imported = Decide(document);
        session.Events.StartStream<DocumentState>(document.Id, imported);
        session.Insert(document);
        session.Insert(new OriginalFile(document.Id, document.Hash, importing.Original));
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(document.Id, document.Revision, imported.Passages, imported.Cut);
    }

    public static DocumentImported Decide(SourceDocument document) => new(document.Id, document.Hash, document.Passages.Count, document.Cuts.Count);

    public static Refusal? Check(Request request)
    {
        if (request.Name?.Trim().Length > DocumentLimits.Name)
            return Refusal.Field("fields-invalid", "name", $"Keep the name to {DocumentLimits.Name} characters.");
        if (request.Name is { } name && PlainText.FirstBad(name) >= 0)
            return Refusal.Field("fields-invalid", "name", "The name holds a character that no text has.");
        if (request.File is { Length: > 0 } && !string.IsNullOrWhiteSpace(request.Text))
            return Refusal.Field("fields-invalid", "text", "Choose a file or paste text, not both.");
        if (request.File is not { Length: > 0 } && string.IsNullOrWhiteSpace(request.Text))
            return request.File is { } ? Refusal.Field("file-empty", "file", "This file is empty.") : Refusal.Field("fields-invalid", "file", "Choose a file, or paste text.");
        // Half of a surrogate pair, escaped, is valid JSON and no text.
        return request.File is null && PlainText.FirstBad(request.Text!.Replace("\r\n", "\n", StringComparison.Ordinal)) >= 0
            ? Refusal.Field("file-kind", "text", "This holds characters that no text has. Nothing was kept.")
            : null;
    }

    private static Refusal OfText(Refusal refusal) => refusal with { Errors = new Dictionary<string, string[]> { ["text"] = [refusal.Detail] } };

    /// <summary>Whether the practice has this original already. Two imports of it at once go one after the other.</summary>
    private static async Task<Refusal?> SameAsync(IDocumentSession session, string hash, CancellationToken ct)
    {
        await OneAtATime.HoldAsync(session, $"document|{hash}", ct);
        var same = await session.Query<SourceDocument>().Where(d => d.Hash == hash && !d.Withdrawn).Select(d => new { d.Id, d.Name }).FirstOrDefaultAsync(ct);
        return same is null
            ? null
            : new Refusal(409, "already-imported", $"You have this document already, as “{same.Name}”.", More: new Dictionary<string, object?> { ["documentId"] = same.Id });
    }

    private static string NameOf(Request request, Findings found)
    {
        var name = request.Name?.Trim() is { Length: > 0 } given ? given
            : found.Title ?? (Path.GetFileNameWithoutExtension(request.FileName ?? "").Trim() is { Length: > 0 } file && PlainText.FirstBad(file) < 0 ? file : found.Passages[0].Title);
        return name.Length <= DocumentLimits.Name ? name : name[..(DocumentLimits.Name - 1)] + "…";
    }
}
