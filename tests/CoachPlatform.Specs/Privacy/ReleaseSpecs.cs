using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Vault;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Privacy;

/// <summary>From a proposal to a file, or to an end. Each decision is made a second time on the state it led to.</summary>
public class ReleaseSpecs
{
    private static readonly Guid Id = new("00000000-0000-7000-8000-0000000000e7");
    private static readonly Sealed Box = new(new("00000000-0000-7000-8000-000000000009"), "AQ==");
    private static readonly ReleaseScope Scope = new([ReleaseKind.Answers], [Told.RoundId], Box, Box);
    private static readonly DateTimeOffset Over = Couple.Now + Release.Stands;

    private static readonly object[] Talked = [.. Couple.Together, Round(Step("say", Mode.Sealed))];
    private static readonly ReleaseProposed Proposed = new(Couple.CaseId, Id, Scope);
    private static readonly object[] Open = [.. Talked, Proposed];
    private static readonly object[] Agreed = [.. Open, ByA, ByB];
    private static readonly object[] Made = [.. Agreed, new ReleaseMade(Couple.CaseId, Id, Couple.Coach)];
    private static readonly ReleaseTakenBack ByCoach = new(Couple.CaseId, Id);

    public static TheoryData<Seat> BothSeats => [Seat.A, Seat.B];

    private static ReleaseAgreed ByA => new(Couple.CaseId, Id, Seat.A);

    private static ReleaseAgreed ByB => new(Couple.CaseId, Id, Seat.B);

    private static Func<Told, Decision> Propose() => told => ProposeRelease.Decide(told.Gate, Id, Scope, [told.Round], Couple.Now);

    private static Func<Told, Decision> Agree(Seat seat, DateTimeOffset? now = null) => told => AgreeRelease.Decide(told.Gate, seat, Id, now ?? Couple.Now);

    private static Func<Told, Decision> TakeBack(Seat seat) => told => TakeBackRelease.Decide(told.Gate, seat, Id, Couple.Now);

    private static Func<Told, Decision> Withdraw() => told => WithdrawRelease.Decide(told.Gate, Id, Couple.Now);

    private static Func<Told, Decision> Make(DateTimeOffset? now = null) => told => MakeRelease.Decide(told.Gate, Id, Couple.Coach, now ?? Couple.Now);

    [Fact]
    public void a_coach_asks_both()
    {
        Spec.Given(Talked).When(Propose()).Then(Proposed);
        Spec.Given(Talked, new CasePaused(Couple.CaseId)).When(Propose()).Then(Proposed);
        Spec.Given(Talked, new CaseSeparated(Couple.CaseId)).When(Propose()).Then(Proposed);
        Spec.Given(Talked, new SeatLeft(Couple.CaseId, Seat.A), new LeavingTold(Couple.CaseId, Seat.A)).When(Propose()).Then(Proposed);
    }

    [Fact]
    public void nobody_is_asked_where_one_could_not_answer_or_could_tell_by_it_that_the_other_has_left()
    {
        Spec.Given(Couple.OnlyAJoined, Round(Step("say", Mode.Sealed))).When(Propose()).ThenRefused("nobody-to-agree");
        Spec.Given(Talked, new SeatLeft(Couple.CaseId, Seat.B)).When(Propose()).ThenRefused("nobody-to-agree");
        Spec.Given(Talked, new CaseClosed(Couple.CaseId), new CoachPlatform.Privacy.SeatEmptied(Couple.CaseId, Seat.B)).When(Propose()).ThenRefused("nobody-to-agree");
    }

    [Fact]
    public void an_exercise_that_not_both_know_of_is_not_named()
    {
        Spec.Given(Talked).When(told => ProposeRelease.Decide(told.Gate, Id, Scope, [], Couple.Now)).ThenRefused("fields-invalid", 422);
        Spec.Given(Couple.Together, Round(Step("say", Mode.Sealed)) with { Topic = "money" }).When(Propose()).ThenRefused("fields-invalid", 422);
        var hold = new CoachPlatform.Safety.HoldPlaced(Couple.CaseId, Id);
        Spec.Given(Couple.Together, hold, Round(Step("say", Mode.Sealed)) with { Screened = true, Opener = Seat.A }).When(Propose()).ThenRefused("fields-invalid", 422);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void each_agrees_alone_whatever_the_other_has_done(Seat seat)
    {
        var mine = new ReleaseAgreed(Couple.CaseId, Id, seat);
        var others = new ReleaseAgreed(Couple.CaseId, Id, seat.Other());
        Spec.Given(Open).When(Agree(seat)).Then(mine);
        Spec.Given(Open, others).When(Agree(seat)).Then(mine);
        Spec.Given(Open, others, new ReleaseTakenBack(Couple.CaseId, Id, seat.Other())).When(Agree(seat)).Then(mine);
        Spec.Given(Open, new CasePaused(Couple.CaseId)).When(Agree(seat)).Then(mine);
        Spec.Given(Open, new SeatLeft(Couple.CaseId, seat.Other())).When(Agree(seat)).Then(mine);
    }

    [Fact]
    public void what_has_ended_is_agreed_to_by_nobody()
    {
        Spec.Given(Open).When(Agree(Seat.A, Over)).ThenRefused("release-ended");
        Spec.Given(Open, ByCoach).When(Agree(Seat.A)).ThenRefused("release-ended");
        Spec.Given(Open, new CaseSeparated(Couple.CaseId)).When(Agree(Seat.A)).ThenRefused("release-ended");
        Spec.Given(Open, new SeatLeft(Couple.CaseId, Seat.A)).When(Agree(Seat.A)).ThenRefused("release-ended");
        Spec.Given(Open, new CoachChanged(Couple.CaseId, Couple.Coach, Id)).When(Agree(Seat.A)).ThenRefused("release-ended");
        Spec.Given(Talked).When(Agree(Seat.A)).ThenRefused("not-found", 404);
    }

    [Theory, MemberData(nameof(BothSeats))]
    public void before_both_have_agreed_taking_it_back_leaves_no_trace(Seat seat)
    {
        object[] agreed = [.. Open, new ReleaseAgreed(Couple.CaseId, Id, seat)];
        Spec.Given(agreed).When(TakeBack(seat)).Then(new ReleaseTakenBack(Couple.CaseId, Id, seat));
        Spec.Given(Open).When(TakeBack(seat)).ThenNothing();
        var after = Couple.Gate([.. agreed.Where(e => e is not IRoundEvent), new ReleaseTakenBack(Couple.CaseId, Id, seat)]);
        Assert.Equal(ReleaseStage.Open, after.Release(Id)!.StageFor(after, seat.Other(), Couple.Now));
        Assert.Equal([seat], WhoIsMoved.ByCase(new ReleaseTakenBack(Couple.CaseId, Id, seat), Couple.Gate(agreed.Where(e => e is not IRoundEvent))).Seats);
    }

    [Fact]
    public void once_both_have_agreed_it_ends_in_the_same_way_whoever_takes_it_back()
    {
        Spec.Given(Agreed).When(TakeBack(Seat.A)).Then(new ReleaseTakenBack(Couple.CaseId, Id, Seat.A));
        Spec.Given(Agreed).When(Withdraw()).Then(ByCoach);
        foreach (var end in new[] { ByCoach, new ReleaseTakenBack(Couple.CaseId, Id, Seat.A), new ReleaseTakenBack(Couple.CaseId, Id, Seat.B) })
        {
            var gate = Couple.Gate(Agreed.Where(e => e is not IRoundEvent));
            Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(end, gate));
            var after = CaseGate.Fold(gate, end, Couple.Now)!;
            Assert.All(Seats.Both, s => Assert.Equal(ReleaseStage.Ended, after.Release(Id)!.StageFor(after, s, Couple.Now)));
            Spec.Given(Agreed, end).When(Make()).ThenRefused("release-ended");
        }
    }

    [Fact]
    public void the_file_is_made_once_both_have_agreed_and_then_nothing_is_taken_back_any_more()
    {
        Spec.Given(Agreed).When(Make()).Then(new ReleaseMade(Couple.CaseId, Id, Couple.Coach));
        Spec.Given(Open).When(Make()).ThenRefused("not-both-agreed");
        Spec.Given(Open, ByA).When(Make()).ThenRefused("not-both-agreed");
        Spec.Given(Open, ByA, ByA).When(Make()).ThenRefused("not-both-agreed");
        Spec.Given(Open, ByA, new ReleaseTakenBack(Couple.CaseId, Id, Seat.A), ByB).When(Make()).ThenRefused("not-both-agreed");
        Spec.Given(Made).When(TakeBack(Seat.A)).ThenRefused("release-made");
        Spec.Given(Made).When(Withdraw()).ThenRefused("release-made");
        Spec.Given(Made).When(Make()).ThenNothing();
        Spec.Given(Made).When(Make(Over)).ThenRefused("release-ended");
    }

    [Fact]
    public void nothing_is_made_while_the_case_pauses_or_one_has_left_without_a_word()
    {
        Spec.Given(Agreed, new CasePaused(Couple.CaseId)).When(Make()).ThenRefused("case-paused");
        Spec.Given(Agreed, new SeatLeft(Couple.CaseId, Seat.A)).When(Make()).ThenRefused("case-paused");
        Spec.Given(Agreed, new CasePaused(Couple.CaseId), new CaseResumed(Couple.CaseId)).When(Make()).Then(new ReleaseMade(Couple.CaseId, Id, Couple.Coach));
        Spec.Given(Agreed, new SeatLeft(Couple.CaseId, Seat.A), new LeavingTold(Couple.CaseId, Seat.A)).When(Make()).ThenRefused("release-ended");
        Spec.Given(Talked, new CaseSeparated(Couple.CaseId), Proposed, ByA, ByB).When(Make()).Then(new ReleaseMade(Couple.CaseId, Id, Couple.Coach));
    }

    [Fact]
    public void its_days_end_by_the_clock_and_a_common_yes_has_days_of_its_own()
    {
        var open = Couple.Gate(Open.Where(e => e is not IRoundEvent));
        Assert.Empty(LapseReleases.Decide(open, Over.AddTicks(-1)));
        Assert.Equal([new ReleaseLapsed(Couple.CaseId, Id)], LapseReleases.Decide(open, Over));
        Assert.Empty(LapseReleases.Decide(CaseGate.Fold(open, new ReleaseLapsed(Couple.CaseId, Id), Over)!, Over));
        var late = CaseGate.Fold(CaseGate.Fold(open, ByA, Over.AddDays(-1))!, ByB, Over.AddDays(-1))!;
        Assert.Equal(ReleaseStage.Agreed, late.Release(Id)!.StageAt(late, Over));
        Assert.Empty(LapseReleases.Decide(late, Over));
        Assert.NotEmpty(LapseReleases.Decide(late, Over.AddDays(29)));
        Assert.Empty(LapseReleases.Decide(Couple.Gate(Made.Where(e => e is not IRoundEvent)), Over));
    }

    [Fact]
    public void a_proposal_and_what_comes_of_it_move_everybody_and_a_first_yes_its_author_alone()
    {
        var open = Couple.Gate(Open.Where(e => e is not IRoundEvent));
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(Proposed, Couple.Gate(Couple.Together)));
        Assert.Equal([Seat.A], WhoIsMoved.ByCase(ByA, open).Seats);
        Assert.False(WhoIsMoved.ByCase(ByA, open).Coach);
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(ByB, CaseGate.Fold(open, ByA, Couple.Now)!));
        Assert.Equal(Moved.Everybody, WhoIsMoved.ByCase(new ReleaseLapsed(Couple.CaseId, Id), open));
    }
}
