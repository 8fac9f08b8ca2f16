using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Cases;

/// <summary>
/// A partner leaves. Whatever was not open stays closed for ever. The other sees a pause and nothing more, until they are told, the coach closes the
/// case, or the two part.
/// </summary>
public static class LeaveCase
{
    /// <param name="WithdrawConsent">Also take back the consent to what is kept.</param>
    public sealed record Request(bool? WithdrawConsent);

    public static Task<(ProblemDetails, StandingChange?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        StandingChange.OfAsync(session, http, caseId, gate => Decide(gate, http.Member().Seat!.Value, request.WithdrawConsent == true), ct);

    [WolverinePost("/api/my/cases/{caseId}/leave"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Leave a case; to the other it looks like a pause")]
    public static StandingReply Post(Request request, StandingChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>
    /// Given a partner who is here: they leave, with their consent if they wish. That can also be taken back by itself, by somebody who has left and in a
    /// case that is closed.
    /// </summary>
    public static Decision Decide(CaseGate gate, Seat seat, bool withdrawsConsent)
    {
        object[] consent = withdrawsConsent && gate.ConsentWithdrawn?.Contains(seat) != true ? [new DataConsentWithdrawn(gate.Id, seat, JoinSeat.Consent)] : [];
        if (gate.Seats[seat].Status == SeatStatus.Left || gate.Standing == Standing.Closed)
            return consent.Length > 0 ? new Decision(consent)
                : gate.Standing == Standing.Closed ? StandingRefusals.Closed
                : StandingRefusals.AlreadyLeft;
        return new Decision([new SeatLeft(gate.Id, seat), .. consent]);
    }
}
