using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Assignments;

/// <summary>Starts one more round of an assignment, with its keys, and ends the one whose place it takes.</summary>
internal static class NewRound
{
    public static async Task<Guid> StartAsync(
        IDocumentSession session, KeyRing ring, Carried carried, AssignmentDesk desk, Exercise exercise, int n, DateTimeOffset? closesAt, Cases.Seat? opener, DateTimeOffset now, CancellationToken ct)
    {
        var assignment = desk.Assignment;
        var roundId = Ids.Round(session.TenantId, assignment.Id, n);
        var plan = PlanSteps.Of(exercise, assignment.Id, n, opener);
        await RoundKeys.ForNewRoundAsync(session, ring, assignment.CaseId, roundId, plan, now, ct);
        Guid? previous = assignment.OpenRounds is [.., var last] ? last : null;
        var opened = new RoundOpened(
            assignment.CaseId, assignment.Id, n, exercise.VersionId, plan, exercise.Topic == "none" ? null : exercise.Topic,
            exercise.Flags.Contains("screened"), OccurrenceCalendar.Due(assignment, n), closesAt, opener, previous);
        var taken = await carried.IntoAsync(session, assignment.CaseId, roundId, previous, plan, ct);
        var round = taken.Aggregate(Round.Fold(null, roundId, opened, now)!, (state, e) => Round.Fold(state, roundId, e, now)!);
        session.Events.StartStream<Round>(roundId, [opened, .. taken, .. WhatFollows.After(round, desk.Gate, now)]);
        if (!assignment.Many)
        {
            foreach (var before in desk.OpenRounds)
                session.Events.Append(before.Id, new RoundClosed(before.CaseId, Because.Lapsed));
        }

        return roundId;
    }
}
