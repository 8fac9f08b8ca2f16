using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// Its coach, or the owner of the practice, gives a case to another coach. The one before finds nothing of it from this commit on; the new one sees that
/// something was given before, and reads it once its author lets them.
/// </summary>
public static class HandOver
{
    /// <param name="To">The <c>StaffId</c> of the new coach.</param>
    public sealed record Request(Guid? To);

    public sealed record Reply(Guid CaseId, Guid Coach, long Position);

    public static async Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var to = request.To is { } id ? await session.LoadAsync<StaffMember>(id, ct) : null;
        var coaches = to is { Coaches: true } && to.Tenant == session.TenantId;
        return await GateChange.OfAsync(session, http, caseId, gate => Decide(gate, request.To, coaches), ct);
    }

    [WolverinePost("/api/cases/{caseId}/coach"), Access(For.CoachOrOwnerOfCase), Once]
    [EndpointSummary("Give a case to another coach of the practice")]
    public static Reply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) =>
        new(change.Gate.Id, request.To!.Value, change.Commit(session, http));

    /// <summary>Given the gate: it has another coach. Nothing when it is theirs already.</summary>
    /// <param name="coaches">They coach in this practice now.</param>
    public static Decision Decide(CaseGate gate, Guid? to, bool coaches)
    {
        if (to is not { } coach || !coaches)
            return Refusal.Field("not-staff", "to", "Choose somebody who coaches in this practice.");
        if (coach == gate.Coach)
            return Decision.Nothing;
        var changed = new CoachChanged(gate.Id, gate.Coach, coach);
        // A promise nobody has accepted in full was the former coach's to make: the next one proposes in their own name, or does not.
        return gate.NextPolicy is { AcceptedAt: null } ? Decision.Of(changed, new SecretsPolicyProposed(gate.Id, gate.ProposedPolicy + 1, gate.Policy)) : Decision.Of(changed);
    }
}
