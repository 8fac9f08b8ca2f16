using System.Text.Json;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>A partner proposes a joint text, or amends the one on the table. The other sees it at once.</summary>
public static class ProposeJoint
{
    /// <param name="Base">The newest version that the proposer has seen; left out when nothing was on the table.</param>
    /// <param name="Audience"><c>partner</c>: the coach reads it once it is agreed. <c>partnerOnly</c>: the coach never does.</param>
    public sealed record Request(string Step, int? Turn, int? Base, IReadOnlyDictionary<string, JsonElement>? Fields, Audience? Audience);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, Sealer sealer, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        if (desk.StepNamed(request.Step, request.Turn) is not { } named || desk.Exercise.Find(named.Key) is not { Mode: Mode.Joint } step)
            return Decided.No(Refusal.Field("unknown-step", "step", "This exercise has no such step to write together."));
        var (values, invalid) = FieldRefusals.Read(step, request.Fields);
        if (invalid is not null)
            return Decided.No(invalid);
        var audience = request.Audience ?? SharingRules.Default(step);
        if (!audience.Partner())
            return Decided.No(Refusal.Field("sharing-not-allowed", "audience", "A joint text is for both of you. Choose whether your coach reads it too."));
        var dry = Decide(desk.Round, desk.Gate, desk.Seat, named, request.Base, new Dictionary<string, Sealed>(), audience, http.Now());
        if (dry.Refusal is not null)
            return Decided.No(dry.Refusal);
        return await desk.SealAsync(session, sealer, named, values!, ct) is { } fields
            ? await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, desk.Seat, named, request.Base, fields, audience, http.Now()), _ => "waiting", ct)
            : Decided.No(Refusals.CoupleEnded);
    }

    [WolverinePost("/api/rounds/{roundId}/joint"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Propose a joint text, or amend the one on the table")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    public static Decision Decide(
        Round round, CaseGate gate, Seat seat, StepRef named, int? basedOn, IReadOnlyDictionary<string, Sealed> fields, Audience audience, DateTimeOffset now)
    {
        if (Refusals.ForWriting(round, gate, seat, named, now) is { } refusal)
            return refusal;
        if (!gate.OpensNow)
            return Refusal.Conflict("policy-not-in-force", "Writing together starts once both of you have joined. Your words are still on this page.");
        var joint = round.Find(named)!.Joint?.AsSeenBy(seat, gate.HeldFor(round));
        // What was taken over from an earlier round may be changed; what was agreed in this one stands.
        if (joint is { Confirmed: true, Carried: false })
            return JointRefusals.AlreadyConfirmed;
        return (joint?.Version ?? 0) == (basedOn ?? 0)
            ? WhatFollows.With(round, gate, now, new JointProposed(round.CaseId, named, seat, (joint?.Version ?? 0) + 1, fields, audience, joint?.Version))
            : JointRefusals.ProposalMoved(joint?.Version ?? 0);
    }
}

internal static class JointRefusals
{
    public static Refusal AlreadyConfirmed { get; } = Refusal.Conflict("already-confirmed", "You two have agreed on this meanwhile. Your words are still on this page.");

    public static Refusal OwnProposal { get; } = Refusal.Conflict("own-proposal", "This is your own proposal. It is agreed once the other says yes to it.");

    public static Refusal ProposalMoved(int version) =>
        new(409, "proposal-moved", "There is a newer proposal. Here it is, beside your words.", More: new Dictionary<string, object?> { ["version"] = version });
}
