using CoachPlatform.Answers;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>A partner accepts the policy that was put to both. The reply is the same whatever the other has done.</summary>
public static class AcceptPolicy
{
    /// <param name="Accepts">The version that was shown.</param>
    public sealed record Request(int? Accepts);

    public sealed record Reply(int Version, long Position);

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, request.Accepts), ct);

    [WolverinePost("/api/my/cases/{caseId}/policy"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Accept how confidences are handled")]
    public static async Task<Reply> PostAsync(Request request, GateChange change, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var position = change.Commit(session, http);
        // Where this was what the case has waited for, what was settled before opens in the same commit.
        if (change.Events.Count > 0 && !change.Gate.OpensNow)
            await WhenACaseOpens.AppendAsync(session, change.After(http.Now()), http.Now(), ct);
        return new Reply(request.Accepts ?? change.Gate.ProposedPolicy, position);
    }

    /// <summary>Given the gate: the acceptance, and with the second one the policy is in force. Nothing when there is nothing left to accept.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, int? accepts)
    {
        if (accepts is not { } version)
            return Refusal.Field("fields-invalid", "accepts", "Name the version that you were shown.");
        if (version != gate.ProposedPolicy)
            return Refusal.Conflict("policy-moved", "Your coach has changed how confidences are handled. Please read it once more.");
        if (!gate.Joined(seat) || gate.EndedFor(seat))
            return Refusals.CoupleEnded;
        if (!gate.AsksForAcceptance(seat))
            return Decision.Nothing;
        var accepted = new SecretsPolicyAccepted(gate.Id, seat, version);
        return gate.Seats[seat.Other()].AcceptedPolicy == version
            ? Decision.Of(accepted, new SecretsPolicyInForce(gate.Id, version))
            : Decision.Of(accepted);
    }
}
