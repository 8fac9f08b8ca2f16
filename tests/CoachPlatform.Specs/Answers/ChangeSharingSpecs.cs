using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

public class ChangeSharingSpecs
{
    private static readonly RoundOpened Sealed = Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint));
    private static readonly Sharing Open = new(Audience.Partner, Timing.Now);

    private static Func<Told, Decision> Change(Seat seat, Sharing sharing, Guid? entry = null) =>
        told => ChangeSharing.Decide(told.Round, told.Gate, seat, new StepRef("say"), entry, sharing, Couple.Now);

    private static Sight OfA(params object[] events)
    {
        var told = new Told().After(events, Couple.Now);
        return WhatMaySee.Of(new Reader.Partner(Seat.B), new AnswerOf(new StepRef("say"), Seat.A), told.Round, told.Gate, Couple.Now);
    }

    [Fact]
    public void sharing_changes_once() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say")).When(Change(Seat.A, Private)).Then(Changed(Seat.A, "say", Private));

    [Fact]
    public void the_same_sharing_in_other_words_changes_nothing() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"))
            .When(Change(Seat.A, Shared with { Fields = new Dictionary<string, Audience> { ["x"] = Audience.Partner } })).ThenNothing();

    [Fact]
    public void narrowing_after_the_other_has_answered_settles_nothing_new_when_all_were_settled_already() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"))
            .When(Change(Seat.A, Private)).Then(Changed(Seat.A, "say", Private));

    [Fact]
    public void leaving_the_session_for_both_settles_and_opens() =>
        Spec.Given(Couple.Together, Sealed, Given(Seat.A, "say", new Sharing(Audience.Partner, Timing.InSession)), Given(Seat.B, "say"))
            .When(Change(Seat.A, Shared)).Then(Changed(Seat.A, "say", Shared), Revealed("say"));

    [Fact]
    public void an_author_opens_by_hand_what_the_reveal_left_closed()
    {
        object[] events = [.. Couple.Together, Sealed, Given(Seat.A, "say"), Passed(Seat.B, "say"), Revealed("say", shared: false)];
        Spec.Given(events).When(Change(Seat.A, Open)).Then(Changed(Seat.A, "say", Open));
        Assert.IsType<Sight.NotShared>(OfA(events));
        Assert.Equal(new Sight.Read(["x"]), OfA([.. events, Changed(Seat.A, "say", Open)]));
    }

    [Fact]
    public void what_was_given_with_timing_now_can_be_opened_by_hand_as_well()
    {
        object[] events = [.. Couple.Together, Sealed, Given(Seat.A, "say", Open), Passed(Seat.B, "say"), Revealed("say", shared: false)];
        Assert.IsType<Sight.NotShared>(OfA(events));
        Spec.Given(events).When(Change(Seat.A, Open)).Then(Changed(Seat.A, "say", Open));
        Assert.Equal(new Sight.Read(["x"]), OfA([.. events, Changed(Seat.A, "say", Open)]));
    }

    [Fact]
    public void what_was_opened_by_hand_is_closed_by_the_newest_wish()
    {
        object[] events = [.. Couple.Together, Sealed, Given(Seat.A, "say"), Passed(Seat.B, "say"), Revealed("say", shared: false), Changed(Seat.A, "say", Open)];
        Spec.Given(events).When(Change(Seat.A, Private)).Then(Changed(Seat.A, "say", Private));
        Assert.IsType<Sight.NotShared>(OfA([.. events, Changed(Seat.A, "say", Private)]));
        Assert.IsType<Sight.NotShared>(OfA([.. events, Changed(Seat.A, "say", Private), Changed(Seat.A, "say", Shared)]));
    }

    [Fact]
    public void there_must_be_an_answer_to_share()
    {
        Spec.Given(Couple.Together, Sealed).When(Change(Seat.A, Private)).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Sealed, Passed(Seat.A, "say")).When(Change(Seat.A, Private)).ThenRefused("nothing-there");
        Spec.Given(Couple.Together, Round(Step("other", Mode.Sealed))).When(Change(Seat.A, Private)).ThenRefused("nothing-there");
    }

    [Fact]
    public void once_the_couple_has_ended_an_answer_can_be_narrowed_and_not_widened()
    {
        var told = new Told().After([.. Couple.Together, Sealed, Given(Seat.A, "say", new Sharing(Audience.Coach, Timing.WhenBoth))], Couple.Now);
        var ended = told with { FoldedGate = told.Gate with { Standing = Standing.Apart } };
        Assert.Equal("couple-ended", Change(Seat.A, Shared)(ended).Refusal?.Slug);
        Assert.Equal(Told.Line(Changed(Seat.A, "say", Private)), Told.Line(Assert.Single(Change(Seat.A, Private)(ended).Events)));
    }
}
