using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class SayDoneSpecs
{
    private static readonly RoundOpened PlanThenReview = Round(Step("plan", Mode.Joint), Step("review", Mode.Sealed, when: OpensWhen.Ready, waitsFor: "plan"));

    private static Func<Told, Decision> Done(Seat seat, string step = "review") => told => SayDone.Decide(told.Round, told.Gate, seat, new StepRef(step), Couple.Now);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    [Theory, MemberData(nameof(BothSeats))]
    public void either_opens_the_step_that_waits_for_doing(Seat seat) =>
        Spec.Given(Couple.Together, PlanThenReview, Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")).When(Done(seat)).Then(OpenedBy("review", seat));

    [Fact]
    public void the_second_press_finds_it_open() =>
        Spec.Given(Couple.Together, PlanThenReview, Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan"), OpenedBy("review", Seat.A)).When(Done(Seat.B)).ThenNothing();

    [Fact]
    public void what_comes_before_must_have_run_its_course()
    {
        Spec.Given(Couple.Together, PlanThenReview, Proposed(Seat.A, "plan")).When(Done(Seat.A)).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, PlanThenReview).When(Done(Seat.A, "plan")).ThenRefused("step-not-open");
        Spec.Given(Couple.Together, PlanThenReview, Closed).When(Done(Seat.A)).ThenRefused("round-closed");
        Spec.Given(Couple.OnlyAJoined, PlanThenReview).When(Done(Seat.B)).ThenRefused("policy-not-in-force");
    }

    [Fact]
    public void after_a_log_or_individual_answers_it_never_tells_that_both_have_acted()
    {
        foreach (var log in new[] { true, false })
        {
            var round = Round(Step("notes", Mode.Individual, log: log), Step("pick", Mode.Joint, when: OpensWhen.Ready, waitsFor: "notes"));
            Spec.Given(Couple.Together, round).When(Done(Seat.B, "pick")).Then(OpenedBy("pick", Seat.B));
        }
    }
}
