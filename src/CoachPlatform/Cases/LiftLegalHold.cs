using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The law asks for nothing any more: what has waited to be erased goes on by itself.</summary>
public static class LiftLegalHold
{
    public sealed record Request;

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().StaffId!.Value), ct);

    [WolverinePost("/api/cases/{caseId}/legal-hold/lift"), Access(For.OwnerOfCase), Once]
    [EndpointSummary("Lift the legal hold of a case")]
    public static LegalHoldReply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) => new(false, change.Commit(session, http));

    /// <summary>Given a case with one: it stands no more. Nothing where none does.</summary>
    public static Decision Decide(CaseGate gate, Guid staff) => gate.LegalHold ? Decision.Of(new LegalHoldLifted(gate.Id, staff)) : Decision.Nothing;
}
