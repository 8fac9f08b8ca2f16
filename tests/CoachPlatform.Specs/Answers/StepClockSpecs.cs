using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class StepClockSpecs
{
    private static readonly StepPlan Review = Step("review", Mode.Sealed, when: OpensWhen.AfterDays, waitsFor: "plan") with
    {
        Opens = new StepOpens(OpensWhen.AfterDays, new StepRef("plan"), Days: 7),
    };

    /// <summary>Monday 2 March 2026, half past nine; a week later at seven in Madrid.</summary>
    private static readonly DateTimeOffset NextMonday = new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero);

    private static Func<Told, Decision> At(DateTimeOffset now) => told => StepClock.Decide(told.Round, told.Gate, now);

    [Fact]
    public void a_step_opens_in_the_morning_of_its_day_counted_from_the_end_of_the_one_before()
    {
        var agreed = new object[] { Round(Step("plan", Mode.Joint), Review), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan") };
        Spec.Given(Couple.Together, agreed).When(At(NextMonday.AddTicks(-1))).ThenNothing();
        Spec.Given(Couple.Together, agreed).When(At(NextMonday)).Then(OpenedBy("review"));
        Spec.Given(Couple.Together, Round(Step("plan", Mode.Joint), Review), Proposed(Seat.A, "plan")).When(At(NextMonday.AddDays(60))).ThenNothing();
    }

    [Fact]
    public void a_step_that_waits_for_doing_opens_by_itself_when_nobody_says_so()
    {
        var ready = Review with { Opens = Review.Opens with { When = OpensWhen.Ready } };
        Spec.Given(Couple.Together, Round(Step("plan", Mode.Joint), ready), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")).When(At(NextMonday)).Then(OpenedBy("review"));
    }

    [Fact]
    public void after_individual_answers_the_days_count_from_their_beginning_whoever_has_answered()
    {
        foreach (var answered in new object[][] { [], [Given(Seat.A, "plan")], [Given(Seat.A, "plan"), Given(Seat.B, "plan"), Revealed("plan")] })
            Spec.Given(Couple.Together, Round(Step("plan", Mode.Individual), Review), answered).When(At(NextMonday)).Then(OpenedBy("review"));
    }

    [Fact]
    public void nothing_opens_in_a_closed_round_or_while_the_case_rests()
    {
        var round = Round(Step("plan", Mode.Individual), Review);
        Spec.Given(Couple.Together, round, Closed).When(At(NextMonday)).ThenNothing();
        Spec.Given(Couple.Together, round with { ClosesAt = NextMonday }).When(At(NextMonday)).ThenNothing();
        Spec.Given(Couple.Together, round).When(told => StepClock.Decide(told.Round, told.Gate with { Standing = Standing.Paused }, NextMonday)).ThenNothing();
    }

    [Fact]
    public void it_is_never_worth_asking_before_the_bound_says_so()
    {
        foreach (var zone in new[] { "Pacific/Kiritimati", "Europe/Madrid", "Pacific/Pago_Pago", "America/New_York" })
        {
            var told = new Told().After([.. Couple.Together, Round(Step("plan", Mode.Individual), Review)], Couple.Now);
            var opens = StepClock.OpensAt(told.Round, told.Round.Steps[1], zone);
            Assert.True(told.Round.ClockFrom <= opens, zone);
            Assert.True(opens - told.Round.ClockFrom < TimeSpan.FromHours(50), zone);
        }
    }
}
