using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs;

/// <summary>A counterexample is of use only when it can be read.</summary>
public sealed class HistoriesSpecs
{
    [Fact]
    public void a_history_prints_every_act_with_all_that_matters()
    {
        var narrowed = new Sharing(Audience.Partner, Timing.Now, new Dictionary<string, Audience> { ["x"] = Audience.Coach });
        var step = new StepRef("say", 2);
        var history = new History(
            [Play.Step("say", Mode.Sealed)], 3,
            [new Act.Answer(Seat.A, step, narrowed, ["x", "y"], Revise: true), new Act.Share(Seat.B, step, narrowed), new Act.Join(Seat.B), new Act.Close()]);

        Assert.Equal(
            """
            A answers say#2 again: x, y for Partner Now, x Coach
            B shares say#2 for Partner Now, x Coach
            Join { By = B }
            Close { }
            """.ReplaceLineEndings(),
            string.Join(Environment.NewLine, history.ToString().Split(Environment.NewLine).TakeLast(4)));
    }

    [Fact]
    public void every_history_prints_a_line_for_each_step_and_act() => Histories.AlsoClosed.Sample(
        history => Assert.Equal(1 + history.Plan.Count + history.Acts.Count, history.ToString().Split(Environment.NewLine).Length), iter: 300);
}
