using CoachPlatform.Live;
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

    public sealed record Handing(CaseGate Gate, Guid To, IReadOnlyList<object> Events);

    public static async Task<(ProblemDetails, Handing?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var to = request.To is { } id ? await session.LoadAsync<StaffMember>(id, ct) : null;
        var decision = Decide(gate, request.To, coaches: to is { Coaches: true } && to.Tenant == session.TenantId);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new Handing(gate, request.To!.Value, decision.Events));
    }

    [WolverinePost("/api/cases/{caseId}/coach"), Access(For.CoachOrOwnerOfCase), Once]
    [EndpointSummary("Give a case to another coach of the practice")]
    public static Reply Post(Request request, Handing handing, IDocumentSession session, HttpContext http)
    {
        if (handing.Events.Count > 0)
            session.Events.Append(handing.Gate.Id, handing.Events);
        return new Reply(handing.Gate.Id, handing.To, Position.Of(http.Now()));
    }

    /// <summary>Given the gate: it has another coach. Nothing when it is theirs already.</summary>
    /// <param name="coaches">They coach in this practice now.</param>
    public static Decision Decide(CaseGate gate, Guid? to, bool coaches)
    {
        if (to is not { } coach || !coaches)
            return Refusal.Field("not-staff", "to", "Choose somebody who coaches in this practice.");
        return coach == gate.Coach ? Decision.Nothing : Decision.Of(new CoachChanged(gate.Id, gate.Coach, coach));
    }
}
