using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Assignments;

/// <summary>A partner rests from an exercise: it asks nothing of them, and nobody can tell.</summary>
public class RestSpecs
{
    private static readonly AssignmentMade Made = new(
        Couple.CaseId, "version", null, Cadence.Weekly, Couple.Zone, Topic: null, Screened: false, Run: null, StartRule.Clock, Rounds: null, Word: null);

    [Theory]
    [InlineData(Seat.A)]
    [InlineData(Seat.B)]
    public void each_rests_and_returns_for_themselves(Seat seat)
    {
        var taken = new RestTaken(Couple.CaseId, seat);
        Spec.Given(Couple.Together, Made).When(t => TakeRest.Decide(t.Assignment, t.Gate, seat, Couple.Now)).Then(taken);
        Spec.Given(Couple.Together, Made, taken).When(t => TakeRest.Decide(t.Assignment, t.Gate, seat, Couple.Now)).ThenNothing();
        Spec.Given(Couple.Together, Made, taken).When(t => EndRest.Decide(t.Assignment, seat)).Then(new RestEnded(Couple.CaseId, seat));
        Spec.Given(Couple.Together, Made, taken).When(t => EndRest.Decide(t.Assignment, seat.Other())).ThenNothing();
        Spec.Given(Couple.Together, Made, taken).When(t => TakeRest.Decide(t.Assignment, t.Gate, seat.Other(), Couple.Now)).Then(new RestTaken(Couple.CaseId, seat.Other()));
    }

    [Fact]
    public void what_cannot_be_seen_cannot_be_rested_from()
    {
        Spec.Given(Couple.Together, Made with { Topic = "intimacy" }).When(t => TakeRest.Decide(t.Assignment, t.Gate, Seat.A, Couple.Now)).ThenRefused("not-found", 404);
        Spec.Given(Couple.Together, Made, new AssignmentWithdrawn(Couple.CaseId)).When(t => TakeRest.Decide(t.Assignment, t.Gate, Seat.A, Couple.Now)).ThenRefused("round-closed");
    }

    [Fact]
    public void it_is_off_the_list_of_who_rests_and_back_when_they_return()
    {
        var world = new RoundsWorld(Seat.A, [Step("s1", Mode.Sealed)], Cadence.Weekly, StartRule.Clock);
        Assert.True(IsListed(world));
        Assert.False(IsListed(world.Rests(Seat.A)));
        Assert.False(IsListed(world.Wait(24 * 7)));
        Assert.Equal(2, world.Rounds.Count);
        Assert.True(IsListed(world.Returns(Seat.A)));
        // What has been done stays where it is.
        Assert.True(IsListed(world.Wait().Answers(Seat.A, "s1").Rests(Seat.A)));
    }

    [Fact]
    public void a_rest_of_the_other_looks_like_not_having_answered() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 12].Array[2, 8], Gen.Int[1, 90].Array[1, 8]).Sample(
            (weekly, acts, hours) =>
            {
                var transcripts = new Action<RoundsWorld>[]
                {
                    _ => { },
                    w => w.Rests(Seat.B),
                    w => w.Rests(Seat.B).Returns(Seat.B),
                    w => w.Returns(Seat.B).Rests(Seat.B).Rests(Seat.B),
                }.Select(b =>
                {
                    var world = new RoundsWorld(Seat.A, [Step("s1", Mode.Sealed), Step("s2", Mode.Individual)], weekly ? Cadence.Weekly : Cadence.OnDemand, weekly ? StartRule.Clock : StartRule.Either);
                    world.Wait().Starts(Seat.A);
                    b(world);
                    for (var i = 0; i < acts.Length; i++)
                    {
                        world.Wait(hours[i % hours.Length]);
                        _ = acts[i] switch
                        {
                            < 3 => world.Answers(Seat.A, "s1"),
                            < 5 => world.Answers(Seat.A, "s2"),
                            < 7 => world.Starts(Seat.A),
                            < 9 => world.Starts(Seat.B),
                            < 10 => world.Answers(Seat.B, "s1"),
                            < 11 => world.Rests(Seat.A),
                            _ => world.Returns(Seat.A),
                        };
                    }

                    return world.Wait(48).Transcript;
                }).ToList();
                Assert.All(transcripts, t => Assert.Equal(transcripts[0], t));
            },
            iter: 200);

    private static bool IsListed(RoundsWorld world) =>
        !ReadMyRounds.IsRestedFrom(ReadMyRounds.Of(Seat.A, world.Rounds[^1], Couple.Gate(Couple.Together), Exercise("something-i-understood"), world.Now), world.Assignment, Seat.A);
}
