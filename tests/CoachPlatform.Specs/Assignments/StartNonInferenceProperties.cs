using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Assignments;

/// <summary>
/// That a round can be started again, and that somebody has started one, tells neither partner what the other has done: the same acts of A, and the
/// same presses of B, give A the same transcript whatever B answered.
/// </summary>
public class StartNonInferenceProperties
{
    private static readonly StepPlan[][] EndsAtOwnPace =
    [
        [Step("s1", Mode.Individual)],
        [Step("s1", Mode.Individual), Step("s2", Mode.Individual, null, OpensWhen.After, "s1")],
        [Step("s1", Mode.Individual), Step("s2", Mode.Individual, Seat.A, OpensWhen.After, "s1")],
        [Step("s0", Mode.Sealed), Step("s1", Mode.Individual, null, OpensWhen.After, "s0")],
        [Step("s0", Mode.Sealed), Step("s1", Mode.Individual, null, OpensWhen.Ready, "s0")],
    ];

    private static readonly (string Name, Action<RoundsWorld> Play)[] OfB =
    [
        ("nothing", _ => { }),
        ("answered for themselves", w => w.Answers(Seat.B, "s1", Private).Answers(Seat.B, "s2", Private)),
        ("passed", w => w.Passes(Seat.B, "s1").Passes(Seat.B, "s2")),
        ("answered for the coach, and passed", w => w.Answers(Seat.B, "s1", new Sharing(Audience.Coach, Timing.Now)).Passes(Seat.B, "s2")),
    ];

    private static readonly Gen<Action<RoundsWorld>> Any = Gen.OneOf(Array.ConvertAll<Action<RoundsWorld>, Gen<Action<RoundsWorld>>>(
    [
        w => w.Answers(Seat.A, "s1", Private),
        w => w.Answers(Seat.A, "s2", Private),
        w => w.Passes(Seat.A, "s1"),
        w => w.Starts(Seat.A),
        w => w.Starts(Seat.B),
        w => w.Starts(Seat.A),
        w => w.Starts(Seat.B),
        w => w.Wait(3),
        w => w.Wait(20),
    ], Gen.Const));

    [Theory]
    [InlineData(StartRule.Either)]
    [InlineData(StartRule.Both)]
    public void that_it_can_be_started_again_tells_nothing_of_the_other(StartRule rule) =>
        Gen.Select(Gen.Int[0, EndsAtOwnPace.Length - 1].Select(i => EndsAtOwnPace[i]), Any.Array[0, 6], Any.Array[0, 14]).Sample(
            (plan, before, after) =>
            {
                var transcripts = OfB.Select(b =>
                {
                    var world = new RoundsWorld(Seat.A, plan, Cadence.OnDemand, rule).Wait().Starts(Seat.B).Starts(Seat.A).Wait();
                    world.Answers(Seat.B, "s0").Answers(Seat.A, "s0").SaysDone(Seat.A, "s1").Wait();
                    foreach (var act in before)
                        act(world);
                    b.Play(world);
                    foreach (var act in after)
                    {
                        world.Wait();
                        act(world);
                    }

                    return world.Wait(48).Transcript;
                }).ToList();
                Assert.All(transcripts, t => Assert.Equal(transcripts[0], t));
            },
            iter: 300);

    [Fact]
    public void both_find_it_startable_the_next_morning_whoever_is_done()
    {
        foreach (var seat in Seats.Both)
        {
            var world = new RoundsWorld(seat, EndsAtOwnPace[0], Cadence.OnDemand, StartRule.Either).Starts(seat).Answers(seat, "s1").Wait(1).Starts(seat);
            Assert.Single(world.Rounds);
            Assert.Equal(2, world.Wait(24).Starts(seat.Other()).Rounds.Count);
        }
    }

    [Fact]
    public void what_both_have_seen_end_gives_way_at_once()
    {
        var world = new RoundsWorld(Seat.A, [Step("s1", Mode.Sealed)], Cadence.OnDemand, StartRule.Either).Starts(Seat.A).Answers(Seat.A, "s1").Wait(48).Starts(Seat.A);
        Assert.Single(world.Rounds);
        Assert.Equal(2, world.Answers(Seat.B, "s1").Starts(Seat.A).Rounds.Count);
    }

    [Fact]
    public void a_step_that_still_comes_keeps_the_round_and_one_about_words_that_did_not_open_does_not()
    {
        StepPlan[] plan = [Step("s1", Mode.Sealed), Step("s2", Mode.Individual, null, OpensWhen.Ready, "s1", "s1")];
        var shared = new RoundsWorld(Seat.A, plan, Cadence.OnDemand, StartRule.Either).Starts(Seat.A).Answers(Seat.A, "s1").Answers(Seat.B, "s1").Wait(48);
        Assert.Single(shared.Starts(Seat.A).Rounds);
        Assert.Single(shared.SaysDone(Seat.B, "s2").Starts(Seat.A).Rounds);
        Assert.Equal(2, shared.Wait(24).Starts(Seat.A).Rounds.Count);
        var passed = new RoundsWorld(Seat.A, plan, Cadence.OnDemand, StartRule.Either).Starts(Seat.A).Answers(Seat.A, "s1").Passes(Seat.B, "s1");
        Assert.Equal(2, passed.Starts(Seat.A).Rounds.Count);
    }
}
