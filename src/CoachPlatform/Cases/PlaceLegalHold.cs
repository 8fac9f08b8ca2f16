using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// The owner of the practice has been told by law to keep what is there: nothing that was written in this case is destroyed until the hold is lifted.
/// Whoever asks for erasure meanwhile is told that it waits, and both partners can read that the hold stands.
/// </summary>
public static class PlaceLegalHold
{
    public sealed record Request;

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().StaffId!.Value), ct);

    [WolverinePost("/api/cases/{caseId}/legal-hold"), Access(For.OwnerOfCase), Once]
    [EndpointSummary("Keep everything of a case while the law asks for it")]
    public static LegalHoldReply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) => new(true, change.Commit(session, http));

    /// <summary>Given a case without one: it stands. Nothing when it does.</summary>
    public static Decision Decide(CaseGate gate, Guid staff) => gate.LegalHold ? Decision.Nothing : Decision.Of(new LegalHoldPlaced(gate.Id, staff));
}

public sealed record LegalHoldReply(bool Stands, long Position);
