using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>The coach proposes another way of handling confidences. What is in force stays so until both have accepted the new one.</summary>
public static class ProposePolicy
{
    public sealed record Request(SecretsPolicy? Policy);

    /// <param name="Version">The newest that was put to both; what each accepts names it.</param>
    public sealed record Reply(int Version, long Position);

    public static Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        GateChange.OfAsync(session, http, caseId, gate => Decide(gate, request.Policy, http.Now()), ct);

    [WolverinePost("/api/cases/{caseId}/policy"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Propose another way of handling confidences")]
    public static Reply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) =>
        new(change.Gate.ProposedPolicy + change.Events.Count, change.Commit(session, http));

    /// <summary>Given the gate: the next version. Nothing when the newest says the same; naming what is in force takes a standing proposal back.</summary>
    public static Decision Decide(CaseGate gate, SecretsPolicy? policy, DateTimeOffset now)
    {
        if (policy is not { } wanted)
            return Refusal.Field("fields-invalid", "policy", "Choose none or limited.");
        if (gate.PolicyProposed() == wanted)
            return Decision.Nothing;
        if (gate.Standing is not (Standing.Forming or Standing.Active or Standing.Paused))
            return Refusal.Conflict("case-closed", "Nothing new can be agreed in this case.");
        if (gate.PolicyToCome(now) is { AcceptedAt: not null })
            return Refusal.Conflict("policy-just-accepted", "Both have just accepted the one before. It holds from tomorrow morning; propose another after that.");
        return Decision.Of(new SecretsPolicyProposed(gate.Id, gate.ProposedPolicy + 1, wanted));
    }
}
