using CoachPlatform.Answers;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// A partner lets a supervisor of the practice read along, or ends that. Nothing comes of it before the other partner allows the same one, and the
/// reply is the same whatever the other has decided.
/// </summary>
public static class Supervise
{
    public enum Choice { Allow, End }

    public sealed record Request(Guid Supervisor, Choice? Decision);

    public sealed record Reply(Guid Supervisor, bool Allowed, long Position);

    public static async Task<(ProblemDetails, GateChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var staff = await session.LoadAsync<StaffMember>(request.Supervisor, ct);
        var supervises = staff is { Supervises: true } && staff.Tenant == session.TenantId;
        return await GateChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, request.Supervisor, request.Decision, supervises), ct);
    }

    [WolverinePost("/api/my/cases/{caseId}/supervision"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Let a supervisor read along, or end that")]
    public static Reply Post(Request request, GateChange change, IDocumentSession session, HttpContext http) =>
        new(request.Supervisor, request.Decision == Choice.Allow, change.Commit(session, http));

    /// <summary>Given the gate: this seat's own word. Nothing when it is said already; ending is never refused.</summary>
    /// <param name="supervises">They supervise in this practice now.</param>
    public static Decision Decide(CaseGate gate, Seat seat, Guid supervisor, Choice? choice, bool supervises)
    {
        if (choice is not { } wanted)
            return Refusal.Field("fields-invalid", "decision", "Choose allow or end.");
        if (wanted == Choice.End)
            return gate.Allows(seat, supervisor) ? Decision.Of(new SupervisionEnded(gate.Id, seat, supervisor)) : Decision.Nothing;
        if (!supervises || supervisor == gate.Coach)
            return Refusal.Field("not-staff", "supervisor", "This is not a supervisor of your case's practice.");
        if (gate.Allows(seat, supervisor))
            return Decision.Nothing;
        return gate.EndedFor(seat) ? Refusals.CoupleEnded : Decision.Of(new SupervisionAllowed(gate.Id, seat, supervisor));
    }
}
