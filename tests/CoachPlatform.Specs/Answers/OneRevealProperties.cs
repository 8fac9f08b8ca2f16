using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class OneRevealProperties
{
    private static readonly StepRef Say = new("say");

    private static readonly Gen<Act[]> OfOne = Gen.OneOf<Act[]>(
        Gen.Const<Act[]>([Answer(Shared)]),
        Gen.Const<Act[]>([Answer(Private)]),
        Gen.Const<Act[]>([new Act.Pass(Seat.A, Say)]),
        Gen.Const<Act[]>([Answer(Shared), Answer(Shared, revise: true)]),
        Gen.Const<Act[]>([Answer(Shared), new Act.Share(Seat.A, Say, Private)]),
        Gen.Const<Act[]>([Answer(Shared), new Act.Withdraw(Seat.A, Say), Answer(Shared)]),
        Gen.Const<Act[]>([new Act.Pass(Seat.A, Say), Answer(Shared), Answer(Private, revise: true)]));

    [Fact]
    public void however_two_people_interleave_their_step_opens_exactly_once() =>
        Gen.Select(OfOne, OfOne, Gen.Bool.Array[6]).Sample(
            (a, b, order) =>
            {
                var game = new Game(Couple.Together, Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint)));
                foreach (var act in Interleave(a, [.. b.Select(x => x.Mirror())], order))
                    game.Do(act);
                Assert.Single(game.Stored, s => s.Event is AnswersRevealed);
            },
            iter: 2_000);

    [Fact]
    public void in_any_history_a_step_is_revealed_at_most_once_and_never_late() =>
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = history.Start();
                foreach (var act in history.Acts)
                {
                    var written = game.Do(act).Events.Any(e => e is IRoundEvent) && act.Who() is not null;
                    foreach (var step in game.Round.Steps)
                    {
                        var reveals = game.Stored.Count(s => s.Event is AnswersRevealed r && r.Step == step.Step);
                        Assert.InRange(reveals, 0, 1);
                        // What a closed round has not opened stays with its authors.
                        if (written && Settled(step) && game.Gate.OpensNow && game.Round.ClosedBecause is null)
                            Assert.Equal(1, reveals);
                    }

                    if (written)
                        Assert.Empty(WhatFollows.After(game.Round, game.Gate, game.Now));
                    Assert.InRange(game.Stored.Count(s => s.Event is RoundCompleted), 0, 1);
                }
            },
            iter: 1_000);

    private static bool Settled(StepState step) =>
        step is { Status: StepStatus.Open, Plan: { Mode: not Mode.Joint, Log: false } } && step.Who.All(s => step.Of(s).Given is CoachPlatform.Answers.Given.Answered or CoachPlatform.Answers.Given.Passed);

    private static Act Answer(Sharing sharing, bool revise = false) => new Act.Answer(Seat.A, Say, sharing, ["x"], Revise: revise);

    private static IEnumerable<Act> Interleave(Act[] a, Act[] b, bool[] order)
    {
        var (i, j) = (0, 0);
        foreach (var first in order.Concat([true, false, true, false, true, false]))
        {
            if (first && i < a.Length)
                yield return a[i++];
            else if (j < b.Length)
                yield return b[j++];
        }

        for (; i < a.Length; i++)
            yield return a[i];
    }
}
