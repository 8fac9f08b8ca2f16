using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class JointSpecs
{
    private static readonly RoundOpened Plan = Round(Step("plan", Mode.Joint));

    private static Func<Told, Decision> Propose(Seat seat, int? basedOn = null, Audience audience = Audience.Partner) =>
        told => ProposeJoint.Decide(told.Round, told.Gate, seat, new StepRef("plan"), basedOn, Boxes(), audience, Couple.Now);

    private static Func<Told, Decision> Confirm(Seat seat, int version = 1) =>
        told => ConfirmJoint.Decide(told.Round, told.Gate, seat, new StepRef("plan"), version, Boxes(), Couple.Now);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    [Theory, MemberData(nameof(BothSeats))]
    public void one_proposes(Seat seat) => Spec.Given(Couple.Together, Plan).When(Propose(seat)).AgainRefused("proposal-moved").Then(Proposed(seat, "plan"));

    [Theory, MemberData(nameof(BothSeats))]
    public void the_other_confirms_and_the_round_is_complete(Seat seat) =>
        Spec.Given(Couple.Together, Plan, Proposed(seat.Other(), "plan")).When(Confirm(seat)).Then(Confirmed(seat, "plan"), Completed);

    [Theory, MemberData(nameof(BothSeats))]
    public void either_amends_what_they_have_seen(Seat seat) =>
        Spec.Given(Couple.Together, Plan, Proposed(Seat.A, "plan")).When(Propose(seat, basedOn: 1)).AgainRefused("proposal-moved").Then(Proposed(seat, "plan", 2));

    [Fact]
    public void of_two_amendments_at_once_the_second_is_told_what_is_there_now()
    {
        Spec.Given(Couple.Together, Plan, Proposed(Seat.A, "plan"), Proposed(Seat.B, "plan", 2)).When(Propose(Seat.A, basedOn: 1)).ThenRefused("proposal-moved");
        var told = new Told().After([.. Couple.Together, Plan, Proposed(Seat.A, "plan"), Proposed(Seat.B, "plan", 2)], Couple.Now);
        Assert.Equal(2, Propose(Seat.A, basedOn: 1)(told).Refusal!.More!["version"]);
    }

    [Fact]
    public void nobody_confirms_what_they_have_not_seen() =>
        Spec.Given(Couple.Together, Plan, Proposed(Seat.A, "plan"), Proposed(Seat.A, "plan", 2)).When(Confirm(Seat.B)).ThenRefused("proposal-moved");

    [Fact]
    public void nobody_confirms_their_own() => Spec.Given(Couple.Together, Plan, Proposed(Seat.A, "plan")).When(Confirm(Seat.A)).ThenRefused("own-proposal");

    [Fact]
    public void nothing_is_there_to_confirm() => Spec.Given(Couple.Together, Plan).When(Confirm(Seat.A)).ThenRefused("nothing-there");

    [Fact]
    public void what_is_agreed_stays()
    {
        object[] agreed = [.. Couple.Together, Round(Step("plan", Mode.Joint), Step("say", Mode.Sealed)), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")];
        Spec.Given(agreed).When(Propose(Seat.A, basedOn: 1)).ThenRefused("already-confirmed");
        Spec.Given(agreed).When(Confirm(Seat.A)).ThenRefused("already-confirmed");
        Spec.Given(agreed).When(Confirm(Seat.B)).ThenNothing();
    }

    [Fact]
    public void writing_together_needs_both()
    {
        Spec.Given(Couple.OnlyAJoined, Plan).When(Propose(Seat.A)).ThenRefused("policy-not-in-force");
        Spec.Given(Couple.Together, Plan, Closed).When(Propose(Seat.A)).ThenRefused("round-closed");
        Spec.Given(Couple.Together, Plan, Proposed(Seat.A, "plan"), Closed).When(Confirm(Seat.B)).ThenRefused("round-closed");
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void under_a_hold_each_builds_on_what_they_see(Seat seat)
    {
        var told = new Told().After([.. Couple.Together, Plan with { Screened = true }, Proposed(seat, "plan")], Couple.Now)
            .After(new HoldPlaced(Couple.CaseId, Couple.Coach), Couple.Now.AddMinutes(1));
        Assert.Equal(Told.Line(Proposed(seat.Other(), "plan", 2)), Told.Line(Assert.Single(Propose(seat.Other(), basedOn: 1)(told).Events)));
        var amended = told.After(Proposed(seat.Other(), "plan", 2), Couple.Now.AddMinutes(2));
        Assert.Equal(Told.Line(Proposed(seat, "plan", 2)), Told.Line(Assert.Single(Propose(seat, basedOn: 1)(amended).Events)));
        var agreed = told.After(Confirmed(seat.Other(), "plan"), Couple.Now.AddMinutes(2));
        Assert.Equal(Told.Line(Proposed(seat, "plan", 2)), Told.Line(Assert.Single(Propose(seat, basedOn: 1)(agreed).Events)));
        var again = told.After(Proposed(seat, "plan", 2), Couple.Now.AddMinutes(2));
        Assert.Equal(Told.Line(Confirmed(seat.Other(), "plan")), Told.Line(Assert.Single(Confirm(seat.Other())(again).Events)));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void a_yes_to_words_that_were_written_anew_meanwhile_does_not_stand_once_both_see_them(Seat seat)
    {
        var joint = Proposed(seat, "plan", 2);
        var told = new Told().After([.. Couple.Together, Plan, Proposed(seat, "plan"), joint, Confirmed(seat.Other(), "plan")], Couple.Now);
        Assert.Equal((2, false), told.Round.Steps[0].Joint is { } open ? (open.Version, open.Confirmed) : default);
    }
}
