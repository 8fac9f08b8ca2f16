using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Cases;

/// <summary>How a case comes to stand otherwise, and what that brings for its rounds.</summary>
public class StandingSpecs
{
    private static readonly object Paused = new CasePaused(Couple.CaseId);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    private static SeatLeft Left(Seat seat) => new(Couple.CaseId, seat);

    private static LeavingTold ToldBy(Seat seat) => new(Couple.CaseId, seat);

    private static CaseSeparated Parted => new(Couple.CaseId);

    private static CaseClosed Shut => new(Couple.CaseId);

    [Fact]
    public void a_case_pauses_and_goes_on()
    {
        foreach (var given in new[] { Couple.Opened, Couple.OnlyAJoined, Couple.Together })
        {
            Spec.Given(given).When(t => PauseCase.Decide(t.Gate)).Then(Paused);
            Spec.Given(given, Paused).When(t => ResumeCase.Decide(t.Gate)).Then(new CaseResumed(Couple.CaseId));
            Spec.Given(given).When(t => ResumeCase.Decide(t.Gate)).ThenNothing();
        }
    }

    [Fact]
    public void what_has_ended_neither_pauses_nor_goes_on()
    {
        foreach (var ended in new object[] { Left(Seat.A), Parted })
        {
            Spec.Given(Couple.Together, Paused, ended).When(t => PauseCase.Decide(t.Gate)).ThenRefused("couple-ended");
            Spec.Given(Couple.Together, Paused, ended).When(t => ResumeCase.Decide(t.Gate)).ThenRefused("couple-ended");
        }

        Spec.Given(Couple.Together, Shut).When(t => PauseCase.Decide(t.Gate)).ThenRefused("case-closed");
        Spec.Given(Couple.Together, Shut).When(t => ResumeCase.Decide(t.Gate)).ThenRefused("case-closed");
    }

    [Fact]
    public void a_topic_that_both_agree_to_in_a_pause_opens_when_the_case_goes_on()
    {
        object[] asleep = [.. Couple.Together, Paused, new TopicGranted(Couple.CaseId, Seat.A, "money", Topics.TextVersion)];
        Spec.Given(asleep).When(t => DecideTopic.Decide(t.Gate, Seat.B, "money", DecideTopic.Choice.Grant, null, Couple.Now))
            .Then(new TopicGranted(Couple.CaseId, Seat.B, "money", Topics.TextVersion));
        Spec.Given(asleep, new TopicGranted(Couple.CaseId, Seat.B, "money", Topics.TextVersion)).When(t => ResumeCase.Decide(t.Gate))
            .Then(new CaseResumed(Couple.CaseId), new TopicOpened(Couple.CaseId, "money"));
        Spec.Given(asleep).When(t => ResumeCase.Decide(t.Gate)).Then(new CaseResumed(Couple.CaseId));
    }

    [Fact]
    public void no_morning_comes_for_a_topic_while_nothing_moves()
    {
        object[] open = [.. Couple.Together, new TopicGranted(Couple.CaseId, Seat.A, "money", "1"), new TopicGranted(Couple.CaseId, Seat.B, "money", "1"), new TopicOpened(Couple.CaseId, "money")];
        var later = Couple.Now.AddDays(3);
        Assert.True(Couple.Gate(open).Offers("money", later));
        foreach (var still in new[] { Paused, Left(Seat.A), Parted, Shut })
            Assert.False(Couple.Gate([.. open, still]).Offers("money", later));
        Assert.True(Couple.Gate([.. open, Paused, new CaseResumed(Couple.CaseId)]).Offers("money", later));
    }

    [Fact]
    public void a_hold_that_is_lifted_while_nothing_moves_opens_nothing_before_it_goes_on()
    {
        var (hold, round) = (Guid.Parse("00000000-0000-7000-8000-0000000000cc"), Round(Step("s1", Mode.Sealed)) with { Screened = true });
        object[] held = [.. Couple.Together, new HoldPlaced(Couple.CaseId, hold), round, Paused, new HoldLifted(Couple.CaseId, hold)];
        var told = new Told().After(held, Couple.Now);
        Assert.Equal((null, Couple.Now), (told.Gate.HeldSince, told.Gate.HeldFor(told.Round)));
        Assert.Null(told.After(new CaseResumed(Couple.CaseId), Couple.Now).Gate.HeldFor(told.Round));
        Assert.Equal(Couple.Now, told.After(Left(Seat.A), Couple.Now.AddDays(1)).Gate.End!.HeldSince);
    }

    [Fact]
    public void a_case_closes_once()
    {
        foreach (var given in new object[][] { [.. Couple.Opened], [.. Couple.Together], [.. Couple.Together, Paused], [.. Couple.Together, Left(Seat.B)], [.. Couple.Together, Parted] })
            Spec.Given(given).When(t => CloseCase.Decide(t.Gate)).Then(Shut);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void one_rests_and_returns_and_to_the_other_nothing_has_happened(Seat seat)
    {
        var rested = new SeatRested(Couple.CaseId, seat);
        Spec.Given(Couple.Together).When(t => RestFromCase.Decide(t.Gate, seat)).Then(rested);
        Spec.Given(Couple.Together, rested).When(t => ReturnToCase.Decide(t.Gate, seat)).Then(new SeatReturned(Couple.CaseId, seat));
        Spec.Given(Couple.Together).When(t => ReturnToCase.Decide(t.Gate, seat)).ThenNothing();
        var (before, after) = (Couple.Gate(Couple.Together), Couple.Gate([.. Couple.Together, rested]));
        Assert.Equal(MyStanding.Of(before, seat.Other()), MyStanding.Of(after, seat.Other()));
        Assert.True(MyStanding.Of(after, seat).Resting);
        Assert.False(MyStanding.Of(after, seat).MayBeReminded);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void whoever_has_left_neither_rests_nor_returns(Seat seat)
    {
        Spec.Given(Couple.Together, Left(seat)).When(t => RestFromCase.Decide(t.Gate, seat)).ThenRefused("already-left");
        Spec.Given(Couple.Together, Left(seat)).When(t => ReturnToCase.Decide(t.Gate, seat)).ThenRefused("already-left");
        // The one who was left may rest as in any pause, until they know better.
        Spec.Given(Couple.Together, Left(seat)).When(t => RestFromCase.Decide(t.Gate, seat.Other())).Then(new SeatRested(Couple.CaseId, seat.Other()));
        Spec.Given(Couple.Together, Left(seat), ToldBy(seat)).When(t => RestFromCase.Decide(t.Gate, seat.Other())).ThenRefused("couple-ended");
        Spec.Given(Couple.Together, Shut).When(t => RestFromCase.Decide(t.Gate, seat)).ThenRefused("couple-ended");
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void one_leaves_alone_and_with_their_consent(Seat seat)
    {
        var consent = new DataConsentWithdrawn(Couple.CaseId, seat, JoinSeat.Consent);
        foreach (var given in new object[][] { [.. Couple.Together], [.. Couple.Together, Paused], [.. Couple.Together, Left(seat.Other())], [.. Couple.Together, Parted] })
        {
            Spec.Given(given).When(t => LeaveCase.Decide(t.Gate, seat, false)).AgainRefused("already-left").Then(Left(seat));
            Spec.Given(given).When(t => LeaveCase.Decide(t.Gate, seat, true)).AgainRefused("already-left").Then(Left(seat), consent);
            Spec.Given(given, Left(seat)).When(t => LeaveCase.Decide(t.Gate, seat, true)).AgainRefused("already-left").Then(consent);
        }

        Spec.Given(Couple.Together, Shut).When(t => LeaveCase.Decide(t.Gate, seat, false)).ThenRefused("case-closed");
        Spec.Given(Couple.Together, Shut).When(t => LeaveCase.Decide(t.Gate, seat, true)).AgainRefused("case-closed").Then(consent);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void whoever_has_left_lets_the_other_know_once(Seat seat)
    {
        Spec.Given(Couple.Together).When(t => TellLeaving.Decide(t.Gate, seat)).ThenRefused("not-left");
        Spec.Given(Couple.Together, Left(seat.Other())).When(t => TellLeaving.Decide(t.Gate, seat)).ThenRefused("not-left");
        // Whether the other is still here is not to be learnt by telling.
        foreach (var given in new object[][] { [Left(seat)], [Left(seat.Other()), Left(seat)], [Parted, Left(seat)] })
            Spec.Given(Couple.Together, given).When(t => TellLeaving.Decide(t.Gate, seat)).Then(ToldBy(seat));
        Spec.Given(Couple.Together, Left(seat), Shut).When(t => TellLeaving.Decide(t.Gate, seat)).ThenRefused("case-closed");
    }

    [Fact]
    public void parting_happens_once_whoever_presses()
    {
        foreach (var given in new object[][] { [.. Couple.Together], [.. Couple.Together, Paused], [.. Couple.Together, Left(Seat.A)] })
            Spec.Given(given).When(t => Separate.Decide(t.Gate)).Then(Parted);
        Spec.Given(Couple.Together, Parted).When(t => Separate.Decide(t.Gate)).ThenNothing();
        Spec.Given(Couple.Together, Shut).When(t => Separate.Decide(t.Gate)).ThenRefused("case-closed");
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void a_seat_in_which_nothing_was_done_is_made_free(Seat seat)
    {
        Decision Release(Told t) => ReleaseSeat.Decide(t.Gate, seat, t.FoldedRound is { } round ? [round] : []);
        var released = new SeatReleased(Couple.CaseId, seat);
        Spec.Given(Couple.Together, Round("something-i-understood")).When(Release).AgainRefused("nobody-there").Then(released);
        foreach (object done in new object[] { Given(seat, "say"), Passed(seat, "say") })
            Spec.Given(Couple.Together, Round("something-i-understood"), done).When(Release).ThenRefused("seat-has-words");
        Spec.Given(Couple.Together, Round("something-i-understood"), Given(seat, "say"), Withdrawn(seat, "say")).When(Release).ThenRefused("seat-has-words");
        Spec.Given(Couple.Together, Round("something-i-understood"), Given(seat.Other(), "say")).When(Release).AgainRefused("nobody-there").Then(released);
        foreach (var given in new object[][] { [.. Couple.Together, Left(seat)], [.. Couple.Together, Parted] })
            Spec.Given(given).When(Release).ThenRefused("seat-has-words");
        Spec.Given(Couple.Together, Shut).When(Release).ThenRefused("case-closed");
        Spec.Given(Couple.Opened).When(Release).ThenRefused("nobody-there");
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void with_a_seat_that_is_made_free_goes_what_its_holder_had_agreed_to(Seat seat)
    {
        object[] agreed = [.. Seats.Both.Select(s => new TopicGranted(Couple.CaseId, s, "money", "1")), new TopicOpened(Couple.CaseId, "money"), new SupervisionAllowed(Couple.CaseId, seat, Couple.Coach)];
        Spec.Given(Couple.Together, agreed).When(t => ReleaseSeat.Decide(t.Gate, seat, [])).AgainRefused("nobody-there")
            .Then(new SeatReleased(Couple.CaseId, seat), new TopicClosed(Couple.CaseId, "money"));
        var gate = Couple.Gate([.. Couple.Together, .. agreed, new SeatReleased(Couple.CaseId, seat), new TopicClosed(Couple.CaseId, "money")]);
        Assert.Equal(Standing.Forming, gate.Standing);
        Assert.Null(gate.Topic("money").Of(seat));
        Assert.True(gate.Topic("money").Granted(seat.Other()));
        Assert.False(gate.Topic("money").ClosedByCoach);
        Assert.False(gate.Allows(seat, Couple.Coach));
        Assert.Null(InvitePartner.Decide(gate, seat, Guid.Empty, Couple.Now).Refusal);
    }

    [Fact]
    public void nobody_new_comes_into_a_case_that_is_over()
    {
        foreach (object over in new object[] { Parted, Shut })
        {
            Spec.Given(Couple.OnlyAJoined, over).When(t => InvitePartner.Decide(t.Gate, Seat.B, Guid.Empty, Couple.Now)).ThenRefused("case-closed");
            Spec.Given(Couple.OnlyAJoined, Couple.Invited(Seat.B), over).When(t => JoinSeat.Decide(t.Gate, Seat.B, Couple.Invitation(Seat.B), 1, conflict: false)).ThenRefused("invitation-spent", 410);
        }
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void rounds_close_when_both_may_know_and_not_before(Seat seat)
    {
        var two = new Told().After([.. Couple.Together, Round("something-i-understood"), Given(seat, "say")], Couple.Now);
        Assert.Empty(After(two, Left(seat)));
        Assert.Equal(Because.SeatLeft, Closing(two, Left(seat), ToldBy(seat)));
        Assert.Equal(Because.SeatLeft, Closing(two, Left(seat), Left(seat.Other())));
        Assert.Equal(Because.Separated, Closing(two, Parted));
        Assert.Equal(Because.Separated, Closing(two, Left(seat), Parted));
        Assert.Equal(Because.CaseClosed, Closing(two, Shut));
        Assert.Equal(Because.CaseClosed, Closing(two, Left(seat), Shut));
        Assert.Empty(After(two, Paused));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void what_needs_nobody_else_goes_on_alone_until_the_case_closes(Seat seat)
    {
        var alone = new Told().After([.. Couple.Together, Round(Step("s1", Mode.Individual))], Couple.Now);
        foreach (var ends in new object[][] { [Left(seat), ToldBy(seat)], [Parted] })
        {
            Assert.Empty(After(alone, ends));
            Assert.Null(Refusals.ForStanding(alone.Round, alone.After(ends, Couple.Now).Gate, seat));
        }

        Assert.Equal(Because.CaseClosed, Closing(alone, Shut));
        Assert.Equal("couple-ended", Refusals.ForStanding(alone.Round, alone.After(Shut, Couple.Now).Gate, seat)?.Slug);
    }

    [Fact]
    public void what_both_gave_before_a_pause_opens_when_the_case_goes_on()
    {
        // The second joins while the case pauses, so that nothing could open with that.
        var waiting = new Told().After([.. Couple.Together, Paused, Round("something-i-understood"), Given(Seat.A, "say"), Given(Seat.B, "say")], Couple.Now);
        Assert.Contains(After(waiting, new CaseResumed(Couple.CaseId)), e => e is AnswersRevealed { Shared: true });
        Assert.Empty(WhatFollows.After(waiting.Round, waiting.Gate, Couple.Now));
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void each_is_told_what_they_may_know(Seat seat)
    {
        StandingForMe Now(Seat who, params object[] events) => MyStanding.Of(Couple.Gate([.. Couple.Together, .. events]), who).State;
        var other = seat.Other();
        Assert.Equal((StandingForMe.Left, StandingForMe.Paused), (Now(seat, Left(seat)), Now(other, Left(seat))));
        Assert.Equal((StandingForMe.Left, StandingForMe.OtherLeft), (Now(seat, Left(seat), ToldBy(seat)), Now(other, Left(seat), ToldBy(seat))));
        Assert.Equal((StandingForMe.Left, StandingForMe.Left), (Now(seat, Left(other), Left(seat)), Now(other, Left(other), Left(seat))));
        Assert.Equal((StandingForMe.Apart, StandingForMe.Apart), (Now(seat, Parted), Now(other, Parted)));
        Assert.Equal((StandingForMe.Left, StandingForMe.Apart), (Now(seat, Left(seat), Parted), Now(other, Left(seat), Parted)));
        Assert.Equal((StandingForMe.Closed, StandingForMe.Closed), (Now(seat, Left(seat), Shut), Now(other, Left(seat), Shut)));
        Assert.Equal((StandingForMe.Paused, StandingForMe.Paused), (Now(seat, Paused), Now(other, Paused)));
    }

    private static IReadOnlyList<object> After(Told told, params object[] events)
    {
        var follows = new List<object>();
        foreach (var e in events)
        {
            var after = CaseGate.Fold(told.Gate, e, Couple.Now)!;
            var brings = StandingChange.Follows(told.Round, told.Gate, after, Couple.Now);
            follows.AddRange(brings);
            told = told.After(e, Couple.Now).After(brings, Couple.Now);
        }

        return follows;
    }

    private static Because Closing(Told told, params object[] events) => Assert.IsType<RoundClosed>(Assert.Single(After(told, events))).Because;
}
