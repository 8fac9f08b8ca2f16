using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Documents;

/// <summary>The coach saves the passages as corrected: merged, split, retitled, dropped, and with cuts restored.</summary>
public static class SettlePassages
{
    /// <param name="Revision">The one that was corrected; another means that somebody saved meanwhile.</param>
    /// <param name="Passages">All of them, in order.</param>
    /// <param name="Restored">Numbers of cuts, from 1, whose words are in a passage now.</param>
    /// <param name="Dropped">Passages taken out; they become cuts, which can be restored later.</param>
    public sealed record Request(int? Revision, IReadOnlyList<Passage>? Passages, IReadOnlyList<int>? Restored, IReadOnlyList<Passage>? Dropped);

    public sealed record Reply(Guid DocumentId, int Revision, int Passages, int Cut);

    public sealed record Settling(SourceDocument Document, Decision Decision);

    public static async Task<(ProblemDetails, Settling?)> LoadAsync(Guid documentId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (documentId == Guid.Empty)
            return (Refusal.NotFound.ToProblem(), null);
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<DocumentState>(documentId, ct)).Aggregate is not { Withdrawn: false } state || await session.LoadAsync<SourceDocument>(documentId, ct) is not { } document)
            return (Refusal.NotFound.ToProblem(), null);
        if (PassageRules.Check(document, request) is { } invalid)
            return (invalid.ToProblem(), null);
        var decision = Decide(state, request.Revision!.Value);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new Settling(document, decision));
    }

    [WolverinePost("/api/documents/{documentId:guid}/passages"), Access(For.Coach), Once, RequestSizeLimit(DocumentLimits.Request)]
    [EndpointSummary("Save the passages as corrected")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Guid documentId, Request request, Settling settling, IDocumentSession session)
    {
        session.Events.Append(documentId, settling.Decision.Events);
        var settled = Settled(settling.Document, request);
        session.Store(settled);
        return new Reply(documentId, settled.Revision, settled.Passages.Count, settled.Cuts.Count);
    }

    public static Decision Decide(DocumentState state, int revision) =>
        state.Withdrawn ? Refusal.Conflict("document-withdrawn", "This document was withdrawn. Your corrections are still on this page.")
        : state.Revision != revision ? new Refusal(
            409, "passages-moved", "Somebody saved other passages of this document meanwhile. Yours are still on this page.", More: new Dictionary<string, object?> { ["revision"] = state.Revision })
        : Decision.Of(new PassagesSettled(state.Id, state.Revision + 1));

    /// <summary>The document as saved: restored cuts are gone from the cuts, dropped passages are among them.</summary>
    public static SourceDocument Settled(SourceDocument document, Request request)
    {
        var restored = (request.Restored ?? []).ToHashSet();
        var dropped = (request.Dropped ?? []).Select(p => new Cut(CutReason.Dropped, $"{p.Title}\n\n{p.Text}", p.Place));
        return document with
        {
            Revision = document.Revision + 1,
            Passages = [.. request.Passages!.Select(p => p with { Title = p.Title.Trim() })],
            Cuts = [.. document.Cuts.Where((_, i) => !restored.Contains(i + 1)).Concat(dropped).OrderBy(c => c.Place.From).ThenBy(c => c.Place.To)],
        };
    }
}
