using CoachPlatform.Answers;
using CoachPlatform.Live;
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

    /// <param name="Position">Where a write that changes nothing leaves its writer; null when it changes something.</param>
    public sealed record Accepting(CaseGate Gate, Decision Decision, long? Position);

    public static async Task<(ProblemDetails, Accepting?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = Decide(gate, member.Seat!.Value, request.Accepts);
        if (decision.Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        var standing = decision.Events.Count > 0 ? null : await session.LoadAsync<CaseBoard>(caseId, ct);
        return (WolverineContinue.NoProblems, new Accepting(gate, decision, decision.Events.Count > 0 ? null : standing?.Feed.Seats[member.Seat.Value] ?? 0));
    }

    [WolverinePost("/api/my/cases/{caseId}/policy"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Accept how confidences are handled")]
    public static async Task<Reply> PostAsync(Request request, Accepting accepting, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var (gate, events) = (accepting.Gate, accepting.Decision.Events);
        if (events.Count > 0)
        {
            session.Events.Append(gate.Id, events);
            // Where this was what the case has waited for, what was settled before opens in the same commit.
            if (!gate.OpensNow)
                await WhenACaseOpens.AppendAsync(session, events.Aggregate(gate, (g, e) => CaseGate.Fold(g, e, http.Now())!), http.Now(), ct);
        }

        return new Reply(request.Accepts ?? gate.ProposedPolicy, accepting.Position ?? Position.Of(http.Now()));
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
