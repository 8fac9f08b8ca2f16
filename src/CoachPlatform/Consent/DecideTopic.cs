using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Consent;

/// <summary>A partner says yes to a topic, says no, or takes a yes back. The reply is the same whatever the other has decided.</summary>
public static class DecideTopic
{
    public enum Choice { Grant, Decline, Withdraw }

    /// <param name="Text">The version of the words that were shown; the newest when left out.</param>
    public sealed record Request(Choice? Decision, string? Text);

    /// <param name="Decision"><c>granted</c>, <c>declined</c>, <c>withdrawn</c>, or <c>undecided</c> where there was nothing to take back.</param>
    public sealed record Reply(string Topic, string Decision, long Position);

    /// <param name="Rounds">Those that close with the topic, locked in the order of their ids.</param>
    public sealed record Deciding(CaseGate Gate, Seat Seat, Decision Decision, IReadOnlyList<Round> Rounds, long? Position);

    public static async Task<(ProblemDetails, Deciding?)> LoadAsync(
        Guid caseId, string topic, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        var member = http.Member();
        session.SetHeader("actor", member.Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = Decide(gate, member.Seat!.Value, topic, request.Decision, request.Text, http.Now());
        if (decision.Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        var standing = decision.Events.Count > 0 ? null : await session.LoadAsync<CaseBoard>(caseId, ct);
        return (WolverineContinue.NoProblems, new Deciding(
            gate, member.Seat.Value, decision, await RoundsOfTopic.LockAsync(session, caseId, decision.Events, ct), standing?.Feed.Seats[member.Seat.Value]));
    }

    [WolverinePost("/api/my/cases/{caseId}/topics/{topic}"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Say yes or no to a topic, or take a yes back")]
    public static Reply Post(string topic, Request request, Deciding deciding, IDocumentSession session, HttpContext http)
    {
        var events = deciding.Decision.Events;
        if (events.Count > 0)
            session.Events.Append(deciding.Gate.Id, events);
        RoundsOfTopic.Close(session, deciding.Rounds);
        var after = events.Aggregate(deciding.Gate, (gate, e) => CaseGate.Fold(gate, e, http.Now())!);
        return new Reply(topic, MyTopic.Word(after.Topic(topic).Of(deciding.Seat)), deciding.Position ?? Position.Of(http.Now()));
    }

    /// <summary>
    /// Given the gate: the decision, and in the same commit the topic's opening with the second yes or its closing with the first withdrawal.
    /// Nothing when it is decided so already. Taking back is never refused; deciding otherwise a second time in a day is, so that nobody can try
    /// what it brings about.
    /// </summary>
    public static Decision Decide(CaseGate gate, Seat seat, string topic, Choice? choice, string? text, DateTimeOffset now)
    {
        if (!Topics.Knows(topic))
            return ConsentRefusals.UnknownTopic("topic");
        if (choice is not { } wanted)
            return Refusal.Field("fields-invalid", "decision", "Choose grant, decline or withdraw.");
        var state = gate.Topic(topic);
        var before = state.Of(seat);
        if ((wanted, before?.Decision) is (not Choice.Grant, TopicDecision.Granted))
            return new Decision([new TopicWithdrawn(gate.Id, seat, topic, Topics.TextVersion), .. Closing(gate, topic)]);
        object? decided = (wanted, before?.Decision) switch
        {
            (Choice.Grant, not TopicDecision.Granted) => new TopicGranted(gate.Id, seat, topic, Topics.TextVersion),
            (Choice.Decline, null) => new TopicDeclined(gate.Id, seat, topic, Topics.TextVersion),
            _ => null,
        };
        if (decided is null)
            return Decision.Nothing;
        if (!(gate.Moves || gate.PausedFor(seat)))
            return Refusals.CoupleEnded;
        if (text is not null && text != Topics.TextVersion)
            return ConsentRefusals.TextMoved;
        if (before?.ToggledAt is { } toggled && LocalDay.Of(toggled, gate.Zone) == LocalDay.Of(now, gate.Zone))
            return ConsentRefusals.OnceADay;
        // While the case pauses nothing opens; with its going on (Cases/ResumeCase) this does.
        var opens = gate.Moves && decided is TopicGranted && state is { OpenSince: null, ClosedByCoach: false } && state.Granted(seat.Other());
        return opens ? Decision.Of(decided, new TopicOpened(gate.Id, topic)) : Decision.Of(decided);
    }

    private static IEnumerable<object> Closing(CaseGate gate, string topic) => gate.IsOpen(topic) ? [new TopicClosed(gate.Id, topic)] : [];
}
