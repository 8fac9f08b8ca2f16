using System.Security.Cryptography;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Assignments;

/// <summary>Expands an exercise into the plan of one round: who acts in which step. Pure, and written into the event so that it can be replayed.</summary>
public static class PlanSteps
{
    /// <param name="occurrence">The ordinal of the round, from 1: steps that do not occur in it are left out.</param>
    /// <param name="opener">Who started an on-demand round; null otherwise.</param>
    public static IReadOnlyList<StepPlan> Of(Exercise exercise, Guid assignmentId, int occurrence, Seat? opener)
    {
        var drawn = FirstTeller(assignmentId, occurrence);
        var first = exercise.Teller == TellerRule.Opener ? opener ?? drawn : drawn;
        var steps = exercise.Steps.Where(s => s.OccursIn(occurrence)).ToList();
        var endOfTurn = steps.FindLast(s => s.TakesTurns);
        var turns = endOfTurn is null || exercise.Teller == TellerRule.Alternate ? 1 : 2;
        var upToTurns = endOfTurn is null ? steps.Count : steps.IndexOf(endOfTurn) + 1;
        return
        [
            .. steps.Take(upToTurns).Select(s => Plan(s, 1)),
            .. steps.Where(s => s.TakesTurns && turns == 2).Select(s => Plan(s, 2)),
            .. steps.Skip(upToTurns).Select(s => Plan(s, 1)),
        ];

        StepPlan Plan(Step step, int turn)
        {
            var teller = turn == 1 ? first : first.Other();
            Seat? actor = step.Who switch
            {
                Who.Each or Who.Pair => null,
                Who.Teller => teller,
                Who.Listener => teller.Other(),
                Who.Opener => opener ?? drawn,
                Who.Accepter => (opener ?? drawn).Other(),
            };
            var about = step.About is { } named ? Ref(step, named, turn) : null;
            return new StepPlan(new StepRef(step.Key, turn), step.Mode, actor, Opens(step, turn), about, step.Log, step.Carries);
        }

        StepOpens Opens(Step step, int turn)
        {
            // The second turn begins where the first ended.
            if (turn == 2 && (step.Opens.Step is not { } of || exercise.Find(of) is not { TakesTurns: true }))
                return new StepOpens(OpensWhen.After, new StepRef(endOfTurn!.Key));
            return step.Opens.Step is { } before ? new StepOpens(step.Opens.When, Ref(step, before, turn), step.Opens.Days) : new StepOpens(step.Opens.When);
        }

        // Within a turn a step refers to the same turn; a step of both waits until both have told.
        StepRef Ref(Step from, string to, int turn) => new(to, exercise.Find(to) is { TakesTurns: true } ? from.TakesTurns ? turn : turns : 1);
    }

    /// <summary>Drawn by lot from the assignment, then swapped with every occurrence: fair, and the same on every node.</summary>
    private static Seat FirstTeller(Guid assignmentId, int occurrence) =>
        (SHA256.HashData(assignmentId.ToByteArray(bigEndian: true))[^1] & 1) == (occurrence & 1) ? Seat.A : Seat.B;
}
