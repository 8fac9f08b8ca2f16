using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>What the coach runs in a live round: a step opens by the coach's hand, and its answers open together by it once both are in. Pure.</summary>
public static class LiveSteps
{
    public static Refusal NotBothSettled { get; } = Refusal.Conflict("not-both-settled", "Not both are in yet. Nothing has opened.");

    public static Refusal StepNotOpen { get; } = Refusal.Conflict("step-not-open", "This step cannot be opened yet. The one before it comes first.");

    private static Refusal RoundClosed { get; } = Refusal.Conflict("round-closed", "This round has ended. Nothing has changed.");

    private static Refusal NotLive { get; } = Refusal.Field("unknown-step", "step", "This round has no such step to be run by you.");

    /// <summary>Given a live step whose turn has come: it opens. Nothing when it is open already.</summary>
    public static Decision Open(Round round, CaseGate gate, StepRef named, DateTimeOffset now)
    {
        if (Refuse(round, gate, named, now) is { } refusal)
            return refusal;
        var step = round.Find(named)!;
        if (step.Status == StepStatus.Open)
            return Decision.Nothing;
        return MayOpen(round, step) ? WhatFollows.With(round, gate, now, new StepOpened(round.CaseId, named, By: null)) : StepNotOpen;
    }

    /// <summary>Given a live step in which everybody is in: its answers open, and what follows. Nothing when they have opened already.</summary>
    public static Decision Reveal(Round round, CaseGate gate, StepRef named, DateTimeOffset now)
    {
        if (Refuse(round, gate, named, now) is { } refusal)
            return refusal;
        var step = round.Find(named)!;
        if (step.Reveal is not null)
            return Decision.Nothing;
        if (step.Status != StepStatus.Open)
            return StepNotOpen;
        return !WhatFollows.Settled(step) ? NotBothSettled
            : !gate.OpensNow ? Refusal.Conflict("policy-not-in-force", "Both have to have joined, and the case must not be paused.")
            : WhatFollows.With(round, gate, now, WhatFollows.Revealed(round, step));
    }

    public static bool MayOpen(Round round, StepState step) =>
        round.Open && step is { Plan.Mode: Mode.Live, Status: StepStatus.NotOpen } && (step.Plan.Opens.Step is not { } before || round.Find(before)?.Done == true);

    public static bool MayReveal(Round round, StepState step) =>
        round.Open && step is { Plan.Mode: Mode.Live, Status: StepStatus.Open, Reveal: null } && WhatFollows.Settled(step);

    private static Refusal? Refuse(Round round, CaseGate gate, StepRef named, DateTimeOffset now) =>
        round.Find(named) is not { Plan.Mode: Mode.Live } ? NotLive
        : round.ClosedFor(now) || !gate.Offers(round.Topic, now) ? RoundClosed
        : gate.Freezes(round.Screened) ? Refusal.Conflict("safety-hold", "A concern is open in this case, so nothing of this exercise opens for now. Nothing has changed, and only you are told.")
        : null;
}

/// <summary>The coach opens a step of a live round for those who act in it.</summary>
public static class OpenLiveStep
{
    public sealed record Request(string Step, int? Turn);

    public sealed record Reply(bool Changed, long Position);

    public static Task<(ProblemDetails, LiveDecided?)> LoadAsync(Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct) =>
        LiveDecided.OfAsync(roundId, new StepRef(request.Step, request.Turn ?? 1), LiveSteps.Open, http, session, shelf, ct);

    [WolverinePost("/api/rounds/{roundId}/steps/open"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Open a step of a live round")]
    public static Reply Post(Request request, LiveDecided decided, IDocumentSession session, HttpContext http) => new(decided.Commit(session), Live.Position.Of(http.Now()));
}

/// <summary>The coach opens the answers of a live step for both at once.</summary>
public static class RevealLiveStep
{
    public sealed record Request(string Step, int? Turn);

    public sealed record Reply(bool Changed, long Position);

    public static Task<(ProblemDetails, LiveDecided?)> LoadAsync(Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct) =>
        LiveDecided.OfAsync(roundId, new StepRef(request.Step, request.Turn ?? 1), LiveSteps.Reveal, http, session, shelf, ct);

    [WolverinePost("/api/rounds/{roundId}/steps/reveal"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Open the answers of a live step, once both are in")]
    public static Reply Post(Request request, LiveDecided decided, IDocumentSession session, HttpContext http) => new(decided.Commit(session), Live.Position.Of(http.Now()));
}

public sealed record LiveDecided(Guid RoundId, IReadOnlyList<object> Events)
{
    internal static async Task<(ProblemDetails, LiveDecided?)> OfAsync(
        Guid roundId, StepRef step, Func<Round, CaseGate, StepRef, DateTimeOffset, Decision> decide, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = decide(desk.Round, desk.Gate, step, http.Now());
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new LiveDecided(roundId, decision.Events));
    }

    internal bool Commit(IDocumentSession session)
    {
        if (Events.Count > 0)
            session.Events.Append(RoundId, Events);
        return Events.Count > 0;
    }
}
