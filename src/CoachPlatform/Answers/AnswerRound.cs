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

/// <summary>Where an answer stands after this write, for its writer, and the position from which every screen shows it.</summary>
/// <param name="State"><c>waiting</c> or <c>revealed</c>; it depends on nothing that the writer may not know.</param>
/// <param name="Position">Microseconds; see the README of Live.</param>
public sealed record AnswerReply(string State, long Position);

/// <summary>A partner gives or revises an answer to one step of a round.</summary>
public static class AnswerRound
{
    /// <param name="Step">The step; the first that is open for the writer when left out.</param>
    /// <param name="Entry">For a step that is a log: the entry to revise, or a new id for a new one.</param>
    /// <param name="Revises">The version that this replaces; left out for a first answer.</param>
    /// <param name="Fields">Value by field key; a field left out is passed, if it need not be answered.</param>
    /// <param name="Passed">Keys of fields passed although they are asked for. Kept like any field left out.</param>
    /// <param name="FieldAudience">Narrower audiences for single fields.</param>
    public sealed record Request(
        string? Step,
        int? Turn,
        Guid? Entry,
        int? Revises,
        IReadOnlyDictionary<string, JsonElement>? Fields,
        IReadOnlyList<string>? Passed,
        Audience? Audience,
        Timing? Timing,
        IReadOnlyDictionary<string, Audience>? FieldAudience);

    public sealed record Command(Seat Seat, StepRef Step, Guid? Entry, int? Revises, IReadOnlyDictionary<string, Sealed> Fields, Sharing Sharing);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, Sealer sealer, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return Decided.No(Refusal.NotFound);
        if (desk.StepNamed(request.Step, request.Turn) is not { } named || desk.Exercise.Find(named.Key) is not { } step)
            return Decided.No(request.Step is null ? Refusals.NothingOpen(desk.Round) : Refusal.Field("unknown-step", "step", "This exercise has no such step."));
        if (step.Mode == Mode.Joint)
            return Decided.No(Refusal.Field("step-is-joint", "step", "This step is written together: propose it instead."));
        var (values, invalid) = FieldRefusals.Read(step, request.Fields, request.Passed);
        if (invalid is not null)
            return Decided.No(invalid);
        var (sharing, notAllowed) = SharingRules.Choose(step, request.Audience, request.Timing, request.FieldAudience);
        if (notAllowed is not null)
            return Decided.No(notAllowed);
        // What can be refused without a key is refused first, so that nothing is sealed in vain.
        var dry = Decide(desk.Round, desk.Gate, new Command(desk.Seat, named, request.Entry, request.Revises, new Dictionary<string, Sealed>(), sharing!), http.Now());
        if (dry.Refusal is not null)
            return Decided.No(dry.Refusal);
        if (await desk.SealAsync(session, sealer, named, values!, ct) is not { } fields)
            return Decided.No(Refusals.CoupleEnded);
        var command = new Command(desk.Seat, named, request.Entry, request.Revises, fields, sharing!);
        return await Decided.OfAsync(desk, session, Decide(desk.Round, desk.Gate, command, http.Now()), events => WriterIsTold.After(desk.Round, named, sharing, events), ct);
    }

    [WolverinePost("/api/rounds/{roundId}/answer"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Give or revise an answer to one step")]
    [ProducesResponseType<AnswerReply>(202)]
    public static AnswerReply Post(Request request, Decided decided, IDocumentSession session, HttpContext http) =>
        decided.Commit(session, http);

    /// <summary>Given the round and the gate: the answer, and what it brings with it.</summary>
    public static Decision Decide(Round round, CaseGate gate, Command command, DateTimeOffset now)
    {
        if (Refusals.ForWriting(round, gate, command.Seat, command.Step) is { } refusal)
            return refusal;
        var step = round.Find(command.Step)!;
        if (step.Reveal is not null && step.Plan.Mode != Mode.Individual)
            return Refusals.AlreadyRevealed;
        if (step.Plan.Log && command.Entry is null)
            return Refusal.Field("entry-required", "entry", "Each line of this log needs an id of its own.");
        if (!step.Plan.Log && command.Entry is not null)
            return Refusal.Field("not-a-log", "entry", "This step takes one answer, not many entries.");

        var before = command.Entry is { } entry ? step.Of(command.Seat).Entries?.GetValueOrDefault(entry) ?? new ActorState() : step.Of(command.Seat);
        if (before.Given == Given.Answered && command.Revises is null)
            return Refusals.AlreadyAnswered(before.Version);
        if (command.Revises is { } revises && (before.Given != Given.Answered || revises != before.Version))
            return Refusals.AnswerMoved(before.Version);

        var version = before.Version + 1;
        object given = command.Revises is null
            ? new AnswerGiven(round.CaseId, command.Step, command.Seat, version, command.Fields, command.Sharing, command.Entry)
            : new AnswerRevised(round.CaseId, command.Step, command.Seat, version, command.Fields, command.Sharing, command.Entry);
        return WhatFollows.With(round, gate, now, given);
    }
}
