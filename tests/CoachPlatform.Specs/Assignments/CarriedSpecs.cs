using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Assignments;

public class CarriedSpecs
{
    private static readonly Guid Before = new("00000000-0000-7000-8000-0000000000f0");

    private static readonly RoundOpened Plan = Round(Step("menu", Mode.Joint) with { Carries = true }, Step("did", Mode.Sealed, when: OpensWhen.After, waitsFor: "menu"));

    private static readonly StepCarried Taken = new(Couple.CaseId, new StepRef("menu"), Before, Seat.A, 3, Boxes("agreed"), Audience.Partner);

    private static Func<Told, Decision> Propose(Seat seat, int? basedOn) =>
        told => ProposeJoint.Decide(told.Round, told.Gate, seat, new StepRef("menu"), basedOn, Boxes(), Audience.Partner, Couple.Now);

    [Fact]
    public void what_was_agreed_before_stands_and_the_next_step_opens_at_once()
    {
        var round = new Told().After([.. Couple.Together, Plan, Taken], Couple.Now);
        Assert.Equal([Told.Line(OpenedBy("did"))], WhatFollows.After(round.Round, round.Gate, Couple.Now).Select(Told.Line));
        foreach (var seat in Seats.Both)
            Assert.Equal(new Sight.Read(["x"]), WhatMaySee.Of(new Reader.Partner(seat), new AnswerOf(new StepRef("menu"), seat.Other()), round.Round, round.Gate, Couple.Now));
    }

    [Fact]
    public void either_may_change_it_and_until_the_other_agrees_the_round_goes_on()
    {
        Spec.Given(Couple.Together, Plan, Taken, OpenedBy("did")).When(Propose(Seat.B, basedOn: 3)).AgainRefused("proposal-moved").Then(Proposed(Seat.B, "menu", version: 4));
        Spec.Given(Couple.Together, Plan, Taken, OpenedBy("did")).When(Propose(Seat.B, basedOn: null)).ThenRefused("proposal-moved");
        var changed = new Told().After([.. Couple.Together, Plan, Taken, OpenedBy("did"), Proposed(Seat.B, "menu", version: 4)], Couple.Now);
        Assert.True(changed.Round.Steps[0].Done);
    }

    [Fact]
    public void what_is_agreed_anew_stands_for_this_round()
    {
        Spec.Given(Couple.Together, Plan, Taken, OpenedBy("did"), Proposed(Seat.B, "menu", version: 4), Confirmed(Seat.A, "menu", version: 4))
            .When(Propose(Seat.B, basedOn: 4)).ThenRefused("already-confirmed");
    }

    [Fact]
    public void the_next_round_takes_over_what_was_last_agreed_and_never_a_mere_proposal()
    {
        var agreed = Carried.Agreed(Told.RoundId, [Plan, Proposed(Seat.A, "menu"), Confirmed(Seat.B, "menu")])[new StepRef("menu")];
        Assert.Equal((Seat.A, 1, Told.RoundId), (agreed.Seat, agreed.Version, agreed.From));
        Assert.Empty(Carried.Agreed(Told.RoundId, [Plan, Proposed(Seat.A, "menu")]));
        Assert.Equal((3, Told.RoundId), Carried.Agreed(Told.RoundId, [Plan, Taken, Proposed(Seat.B, "menu", version: 4)]).Values.Select(c => (c.Version, c.From)).Single());
        Assert.Equal(4, Carried.Agreed(Told.RoundId, [Plan, Taken, Proposed(Seat.B, "menu", version: 4), Confirmed(Seat.A, "menu", version: 4)]).Values.Single().Version);
    }
}
