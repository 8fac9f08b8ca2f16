using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>A partner says yes to exactly the proposal they have read. From then on the text belongs to both, under the case's joint key.</summary>
public static class ConfirmJoint
{
    public sealed record Request(string Step, int? Turn, int Version);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, Resealer resealer, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        var named = new StepRef(request.Step, request.Turn ?? 1);
        var dry = Decide(desk.Round, desk.Gate, desk.Seat, named, request.Version, new Dictionary<string, Sealed>(), http.Now());
        if (dry.Refusal is not null)
            return Decided.No(dry.Refusal);
        var fields = dry.Events.Count == 0 ? new Dictionary<string, Sealed>() : await ResealAsync(session, resealer, desk, named, request.Version, ct);
        return fields is null
            ? Decided.No(Refusals.CoupleEnded)
            : await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, desk.Seat, named, request.Version, fields, http.Now()), _ => "revealed", ct);
    }

    [WolverinePost("/api/rounds/{roundId}/joint/confirm"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Say yes to exactly this proposal")]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    public static Decision Decide(
        Round round, CaseGate gate, Seat seat, StepRef named, int version, IReadOnlyDictionary<string, Sealed> fields, DateTimeOffset now)
    {
        var seen = round.Find(named)?.Joint?.AsSeenBy(seat, gate.HeldFor(round));
        if (seen is { Confirmed: true, Carried: false } agreed && agreed.Version == version && agreed.ConfirmedBy == seat)
            return Decision.Nothing;
        if (Refusals.ForWriting(round, gate, seat, named, now) is { } refusal)
            return refusal;
        if (!gate.OpensNow)
            return Refusals.PolicyNotInForce;
        if (seen is not { } joint)
            return Refusals.NothingThere;
        if (joint.Confirmed)
            return JointRefusals.AlreadyConfirmed;
        if (joint.Version != version)
            return JointRefusals.ProposalMoved(joint.Version);
        return joint.By == seat
            ? JointRefusals.OwnProposal
            : WhatFollows.With(round, gate, now, new JointConfirmed(round.CaseId, named, seat, version, fields));
    }

    private static async Task<IReadOnlyDictionary<string, Sealed>?> ResealAsync(
        IDocumentSession session, Resealer resealer, Desk desk, StepRef step, int version, CancellationToken ct)
    {
        var events = await session.Events.FetchStreamAsync(desk.Round.Id, token: ct);
        var proposal = events.Select(e => e.Data).OfType<JointProposed>().Single(e => e.Step == step && e.Version == version && e.Seat != desk.Seat);
        var rows = new KeyRows(session, hold: true);
        var keys = await rows.ReadAsync([.. proposal.Fields.Values.Select(f => f.Key).Distinct()], ct);
        var joint = await rows.AtAsync(desk.Tenant, [KeyScopes.Joint(desk.Round.CaseId)], ct);
        return keys.Count == 0 || joint.Count != 1
            ? null
            : proposal.Fields.ToDictionary(
                f => f.Key,
                f => resealer.Reseal(
                    new Box(f.Value, KeyScopes.Answer(desk.Tenant, desk.Round.CaseId, proposal.Seat, desk.Round.Id, step, f.Key)),
                    keys,
                    joint[0],
                    KeyScopes.JointText(desk.Tenant, desk.Round.CaseId, desk.Round.Id, step, f.Key)));
    }
}
