using System.Security.Cryptography;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Assignments;

/// <summary>Expands an exercise into the plan of one round: who acts in which step. Pure, and written into the event so that it can be replayed.</summary>
public static class PlanSteps
{
    /// <param name="opener">Who started an on-demand round; null otherwise.</param>
    public static IReadOnlyList<StepPlan> Of(Exercise exercise, Guid assignmentId, int occurrence, Seat? opener)
    {
        var first = FirstTeller(assignmentId, occurrence);
        var turns = exercise.Steps.Any(s => s.Who is Who.Teller or Who.Listener) ? 2 : 1;
        return [.. Enumerable.Range(1, turns).SelectMany(turn => exercise.Steps.Where(s => turn == 1 || Takes(s)).Select(s => Plan(s, turn)))];

        bool Takes(Step step) => step.Who is Who.Teller or Who.Listener;

        StepPlan Plan(Step step, int turn)
        {
            var teller = turn == 1 ? first : first.Other();
            Seat? actor = step.Who switch
            {
                Who.Each or Who.Pair => null,
                Who.Teller => teller,
                Who.Listener => teller.Other(),
                Who.Opener => opener ?? first,
                Who.Accepter => (opener ?? first).Other(),
            };
            return new StepPlan(new StepRef(step.Key, turn), step.Mode, actor, Opens(step, turn), About(step, turn), step.Log, step.Carries);
        }

        StepOpens Opens(Step step, int turn)
        {
            if (step.Opens.Step is { } before)
                return new StepOpens(step.Opens.When, Ref(before, turn), step.Opens.Days);
            // The second turn begins where the first ended.
            var lastOfFirst = exercise.Steps.LastOrDefault(s => s.Who is Who.Teller or Who.Listener);
            return turn == 1 || lastOfFirst is null ? new StepOpens(step.Opens.When) : new StepOpens(OpensWhen.After, new StepRef(lastOfFirst.Key));
        }

        StepRef? About(Step step, int turn) => step.About is { } about ? Ref(about, turn) : null;

        StepRef Ref(string key, int turn) => new(key, exercise.Find(key)!.Who is Who.Teller or Who.Listener ? turn : 1);
    }

    /// <summary>Drawn by lot from the assignment, then swapped with every occurrence: fair, and the same on every node.</summary>
    private static Seat FirstTeller(Guid assignmentId, int occurrence) =>
        (SHA256.HashData(assignmentId.ToByteArray(bigEndian: true))[^1] & 1) == (occurrence & 1) ? Seat.A : Seat.B;
}
