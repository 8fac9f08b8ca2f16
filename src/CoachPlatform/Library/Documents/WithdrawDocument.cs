using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Documents;

/// <summary>The coach takes a document off the shelf. Its passages stay for exercises that were drawn from them; the same original may be imported again.</summary>
public static class WithdrawDocument
{
    public sealed record Request;

    public sealed record Reply(Guid DocumentId);

    public static async Task<(ProblemDetails, SourceDocument?)> LoadAsync(Guid documentId, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        if (documentId == Guid.Empty)
            return (Refusal.NotFound.ToProblem(), null);
        session.SetHeader("actor", http.Member().Actor);
        await session.Events.FetchForExclusiveWriting<DocumentState>(documentId, ct);
        return await session.LoadAsync<SourceDocument>(documentId, ct) is { } document ? (WolverineContinue.NoProblems, document) : (Refusal.NotFound.ToProblem(), null);
    }

    [WolverinePost("/api/documents/{documentId:guid}/withdraw"), Access(For.Coach), Once]
    [EndpointSummary("Take a document off the shelf")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(Guid documentId, Request request, SourceDocument document, IDocumentSession session)
    {
        if (Decide(new DocumentState(document.Id, document.Hash, document.Revision, document.Withdrawn)) is { Events.Count: > 0 } decision)
        {
            session.Events.Append(documentId, decision.Events);
            session.Store(document with { Withdrawn = true });
        }

        return new Reply(documentId);
    }

    public static Decision Decide(DocumentState state) => state.Withdrawn ? Decision.Nothing : Decision.Of(new DocumentWithdrawn(state.Id));
}
