using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Safety;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>
/// A round on request. Where both must ask, the first ask is told to nobody: it waits for the other's, or is forgotten after thirty days.
/// </summary>
public static class StartRound
{
    public static readonly TimeSpan AskLasts = TimeSpan.FromDays(30);

    public sealed record Request;

    /// <param name="State"><c>opened</c> or <c>asked</c>.</param>
    /// <param name="RoundId">The round that is open now; null while it waits for the other's ask.</param>
    public sealed record Reply(string State, Guid? RoundId, long Position);

    public sealed record Starting(AssignmentDesk Desk, Exercise Exercise, Decision Decision, Guid? Running);

    public static async Task<(ProblemDetails, Starting?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        var member = http.Member();
        if (await AssignmentDesk.OpenAsync(session, member, assignmentId, ct) is not { } desk || await shelf.VersionAsync(session, desk.Assignment.ExerciseVersionId, ct) is not { } exercise)
            return (Refusal.NotFound.ToProblem(), null);
        // What the other has started under a hold is not on the desk of this one: neither to be found nor to be ended by theirs.
        var running = RunningRound.Of(desk.Assignment, desk.OpenRounds, http.Now())?.Id;
        var decision = Decide(session.TenantId, desk.Assignment, desk.Gate, member.Seat, running, http.Now());
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new Starting(desk, exercise, decision, running));
    }

    [WolverinePost("/api/assignments/{assignmentId}/rounds"), Access(For.MemberOfCase), Once]
    [EndpointSummary("Start a round of an exercise that is there for when it is wanted")]
    [ProducesResponseType<Reply>(200)]
    public static async Task<Reply> Post(Request request, Starting starting, IDocumentSession session, HttpContext http, KeyRing ring, Carried carried, CancellationToken ct)
    {
        var (desk, exercise, decision, running) = starting;
        if (decision.Events.Count > 0)
            session.Events.Append(desk.Assignment.Id, decision.Events);
        var roundId = decision.Events is [OccurrenceOpened opened]
            ? await NewRound.StartAsync(session, ring, carried, desk, exercise, opened.N, closesAt: null, http.Member().Seat, http.Now(), ct)
            : running;
        return new Reply(roundId is null ? "asked" : "opened", roundId, Position.Of(http.Now()));
    }

    /// <param name="seat">Who asks; null for the coach.</param>
    /// <param name="running">The round that stands in the way, where only one may run (<see cref="RunningRound"/>).</param>
    public static Decision Decide(string tenant, Assignment assignment, CaseGate gate, Seat? seat, Guid? running, DateTimeOffset now)
    {
        // To a partner there is nothing here before both have said yes to the topic, and nobody is told who has not.
        if (!gate.Offers(assignment.Topic, now))
            return seat is null ? Refusal.Conflict("topic-not-open", "The topic of this exercise is not open. Its rounds can start the morning after it opens.") : Refusal.NotFound;
        if (assignment.WithdrawnAt is not null)
            return AssignmentDesk.Withdrawn;
        if (assignment.FinishedAt is not null)
            return seat is null ? AssignmentDesk.Finished : Refusal.NotFound;
        // That the coach has paused it looks to a partner as if it had not been given yet.
        if (assignment.PausedAt is not null)
            return seat is null ? Refusal.Conflict("assignment-paused", "This exercise is paused. Resume it first.") : Refusal.NotFound;
        if (seat is null && gate.Freezes(assignment.Screened))
            return SafetyRefusals.Held;
        var mayStart = assignment.Start switch
        {
            StartRule.Either => true,
            StartRule.Both => seat is not null,
            StartRule.Coach => seat is null,
            StartRule.Clock => false,
        };
        if (assignment.Cadence != Cadence.OnDemand || !mayStart)
            return Refusal.Conflict("not-on-demand", "This does not start on request.");
        if (seat is { } asking ? gate.PausedFor(asking) : gate.Standing is Standing.Paused)
            return Refusals.CasePaused;
        if (gate.Standing is not (Standing.Forming or Standing.Active))
            return Refusals.CoupleEnded;
        if (seat is { } own && !gate.MayWrite(own))
            return Refusals.PolicyNotInForce;
        if (running is not null)
            return Decision.Nothing;
        if (assignment.Start == StartRule.Both && !AskedToo(assignment, gate, seat!.Value.Other(), now))
            return Asks(assignment, gate, seat.Value, now) ? Decision.Nothing : Decision.Of(new OpeningAsked(assignment.CaseId, seat.Value));
        var n = assignment.Last + 1;
        return Decision.Of(new OccurrenceOpened(assignment.CaseId, n, Ids.Round(tenant, assignment.Id, n), now, HiddenFrom: gate.Freezes(assignment.Screened) ? seat?.Other() : null));
    }

    /// <summary>Whether the other has asked. What they ask for under a hold does not pass to this one.</summary>
    private static bool AskedToo(Assignment assignment, CaseGate gate, Seat other, DateTimeOffset now) =>
        Asks(assignment, gate, other, now) && !(gate.Freezes(assignment.Screened) && assignment.Asked![other] >= gate.HeldSince);

    /// <summary>Whether a seat has asked and the ask still stands. What somebody asked who turned out to be the wrong person does not.</summary>
    public static bool Asks(Assignment assignment, CaseGate gate, Seat seat, DateTimeOffset now) =>
        assignment.Asked is { } asked && asked.TryGetValue(seat, out var at) && now - at < AskLasts && !(at < gate.Seats[seat].JoinedAt);
}
