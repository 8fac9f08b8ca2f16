using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs.Safety;

public class SafetySpecs
{
    private static readonly Guid Answers = new("00000000-0000-7000-8000-0000000000aa");
    private static readonly Guid Concern = new("00000000-0000-7000-8000-0000000000cc");
    private static readonly Guid Second = new("00000000-0000-7000-8000-0000000000cd");
    private static readonly Guid Note = new("00000000-0000-7000-8000-0000000000dd");
    private static readonly Guid Coach = Couple.Coach;
    private static readonly Sealed Box = new(Guid.Empty, "AQ==");
    private static readonly Dictionary<string, Sealed> Fields = new() { ["home"] = Box };

    private static readonly SafetyAsked[] Asked = [.. Seats.Both.Select(s => new SafetyAsked(Couple.CaseId, s, SafetyCheck.Version))];

    public static TheoryData<Seat> Either => [Seat.A, Seat.B];

    private static SafetyAnswered Answered(Seat seat) => new(Couple.CaseId, seat, Answers, SafetyCheck.Version, Fields);

    private static object[] Raised(Seat seat, Guid? id = null) => [new ConcernRaised(Couple.CaseId, seat, id ?? Concern, Box), new HoldPlaced(Couple.CaseId, id ?? Concern)];

    private static Func<Told, Decision> Answer(Seat seat, bool @unsafe = false, int check = SafetyCheck.Version) =>
        told => AnswerSafety.Decide(told.Gate, told.Safety[seat], new AnswerSafety.Command(check, Answers, Concern, @unsafe, Fields));

    private static Decision Ask(Told told) => AskSafety.Decide(told.Gate, told.Safety);

    [Fact]
    public void both_are_asked_at_once_and_not_again_while_one_has_still_to_answer()
    {
        Spec.Given(Couple.Together).When(Ask).Then([.. Asked]);
        Spec.Given(Couple.Together, Asked).When(Ask).ThenNothing();
    }

    [Theory, MemberData(nameof(Either))]
    public void nobody_is_asked_again_because_the_other_has_not_answered(Seat seat) =>
        Spec.Given(Couple.Together, Asked, Answered(seat)).When(Ask).ThenNothing();

    [Fact]
    public void once_both_have_answered_both_can_be_asked_again() =>
        Spec.Given(Couple.Together, Asked, Answered(Seat.A), Answered(Seat.B)).When(Ask).Then([.. Asked]);

    [Fact]
    public void nobody_is_asked_in_a_case_that_is_over() => Spec.Given(Couple.Together, new CaseClosed(Couple.CaseId)).When(Ask).ThenRefused("case-closed");

    [Theory, MemberData(nameof(Either))]
    public void whoever_is_asked_answers_once(Seat seat) =>
        Spec.Given(Couple.Together, Asked).When(Answer(seat)).AgainRefused("nothing-asked").Then(Answered(seat));

    [Theory, MemberData(nameof(Either))]
    public void an_answer_that_says_unsafe_raises_a_concern_and_places_a_hold_in_the_same_commit(Seat seat) =>
        Spec.Given(Couple.Together, Asked).When(Answer(seat, @unsafe: true)).AgainRefused("nothing-asked")
            .Then(Answered(seat), new ConcernRaised(Couple.CaseId, seat, Concern, null, Answers), new HoldPlaced(Couple.CaseId, Concern));

    [Theory, MemberData(nameof(Either))]
    public void who_was_not_asked_has_nothing_to_answer_and_words_that_moved_are_looked_at_again(Seat seat)
    {
        Spec.Given(Couple.Together).When(Answer(seat)).ThenRefused("nothing-asked");
        Spec.Given(Couple.Together, Asked).When(Answer(seat, check: 99)).ThenRefused("questions-moved");
    }

    [Theory, MemberData(nameof(Either))]
    public void a_concern_places_a_hold_whatever_stands_in_the_case(Seat seat)
    {
        foreach (var before in new object[][] { [], [new CasePaused(Couple.CaseId)], [new SeatLeft(Couple.CaseId, seat)], [new CaseSeparated(Couple.CaseId)] })
            Spec.Given(Couple.Together, before).When(told => RaiseConcern.Decide(told.Gate, seat, Concern, Box)).AgainGives(Raised(seat)).Then(Raised(seat));
    }

    [Theory, MemberData(nameof(Either))]
    public void the_hold_stands_until_the_last_concern_is_closed(Seat seat)
    {
        var told = new Told().After([.. Couple.Together, .. Raised(seat), .. Raised(seat.Other(), Second)], Couple.Now);
        Assert.True(told.Gate.Freezes(screened: true));
        told = told.After(Close(Concern)(told).Events, Couple.Now);
        Assert.True(told.Gate.Freezes(screened: true));
        told = told.After(Close(Second)(told).Events, Couple.Now);
        Assert.False(told.Gate.Freezes(screened: true));
    }

    [Theory, MemberData(nameof(Either))]
    public void a_coach_takes_a_concern_up_once_and_another_coach_after_them(Seat seat)
    {
        var other = Guid.NewGuid();
        var takenUp = new ConcernTakenUp(Couple.CaseId, seat, Concern, Coach);
        Spec.Given(Couple.Together, Raised(seat)).When(Of(Concern, (s, c) => TakeUpConcern.Decide(s, c, Coach))).Then(takenUp);
        Spec.Given(Couple.Together, Raised(seat), takenUp).When(Of(Concern, (s, c) => TakeUpConcern.Decide(s, c, other))).Then(takenUp with { StaffId = other });
    }

    [Theory, MemberData(nameof(Either))]
    public void notes_are_kept_one_by_one(Seat seat)
    {
        var noted = new ConcernNoted(Couple.CaseId, seat, Concern, Note, Coach, Box);
        Spec.Given(Couple.Together, Raised(seat)).When(Of(Concern, (s, c) => NoteConcern.Decide(s, c, Coach, Note, Box))).AgainGives(noted).Then(noted);
    }

    [Theory, MemberData(nameof(Either))]
    public void a_concern_is_closed_once_and_takes_nothing_more_then(Seat seat)
    {
        object[] closed = [new ConcernClosed(Couple.CaseId, seat, Concern, Note, Coach, Box), new HoldLifted(Couple.CaseId, Concern)];
        Spec.Given(Couple.Together, Raised(seat)).When(Close(Concern)).AgainRefused("concern-closed").Then(closed);
        Spec.Given(Couple.Together, Raised(seat), closed).When(Of(Concern, (s, c) => TakeUpConcern.Decide(s, c, Coach))).ThenRefused("concern-closed");
        Spec.Given(Couple.Together, Raised(seat), closed).When(Of(Concern, (s, c) => NoteConcern.Decide(s, c, Coach, Note, Box))).ThenRefused("concern-closed");
    }

    [Theory, MemberData(nameof(Either))]
    public void a_later_coach_reads_open_concerns_and_the_rest_once_its_author_has_opened_the_history(Seat seat)
    {
        var (before, after) = (Couple.Now, Couple.Now.AddDays(1));
        var told = new Told().After([.. Couple.Together, .. Asked, Answered(seat), .. Raised(seat)], before).After([new CoachChanged(Couple.CaseId, Coach, Second)], after);
        Assert.True(SafetySight.MayRead(told.Gate, seat, told.Safety[seat].Concerns[0]));
        Assert.False(SafetySight.MayRead(told.Gate, told.Safety[seat], told.Safety[seat].Answer!));
        told = told.After(Close(Concern)(told).Events, after);
        Assert.False(SafetySight.MayRead(told.Gate, seat, told.Safety[seat].Concerns[0]));
        told = told.After([new HistoryOpened(Couple.CaseId, seat, Second)], after);
        Assert.True(SafetySight.MayRead(told.Gate, seat, told.Safety[seat].Concerns[0]));
        Assert.True(SafetySight.MayRead(told.Gate, told.Safety[seat], told.Safety[seat].Answer!));
    }

    [Theory, MemberData(nameof(Either))]
    public void answers_that_raised_a_concern_are_read_with_it(Seat seat)
    {
        var told = new Told().After([.. Couple.Together, .. Asked], Couple.Now);
        told = told.After(Answer(seat, @unsafe: true)(told).Events, Couple.Now).After([new CoachChanged(Couple.CaseId, Coach, Second)], Couple.Now.AddDays(1));
        Assert.True(SafetySight.MayRead(told.Gate, told.Safety[seat], told.Safety[seat].Answer!));
    }

    private static Func<Told, Decision> Close(Guid id) => Of(id, (s, c) => CloseConcern.Decide(s, c, Coach, Note, Box));

    private static Func<Told, Decision> Of(Guid id, Func<SeatSafety, Concern, Decision> decide) =>
        told => told.Safety.Values.Where(s => s.Find(id) is not null).Select(s => decide(s, s.Find(id)!)).Single();
}
