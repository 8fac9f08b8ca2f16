using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Platform.Commands;
using static CoachPlatform.Consent.DecideTopic.Choice;

namespace CoachPlatform.Specs.Consent;

public class TopicSpecs
{
    private const string Money = "money";

    private static readonly TopicsAsked Asked = new(Couple.CaseId, [Money]);
    private static readonly TopicOpened Opened = new(Couple.CaseId, Money);
    private static readonly TopicClosed Closed = new(Couple.CaseId, Money);

    public static TheoryData<Seat> Either => [Seat.A, Seat.B];

    private static TopicGranted Granted(Seat seat) => new(Couple.CaseId, seat, Money, Topics.TextVersion);

    private static TopicDeclined Declined(Seat seat) => new(Couple.CaseId, seat, Money, Topics.TextVersion);

    private static TopicWithdrawn Withdrawn(Seat seat) => new(Couple.CaseId, seat, Money, Topics.TextVersion);

    private static Func<Told, Decision> Does(Seat seat, DecideTopic.Choice? choice, int days = 0, string? text = null, string topic = Money) =>
        told => DecideTopic.Decide(told.Gate, seat, topic, choice, text, Couple.Now.AddDays(days));

    [Theory, MemberData(nameof(Either))]
    public void a_yes_alone_opens_nothing(Seat seat) => Spec.Given(Couple.Together).When(Does(seat, Grant)).Then(Granted(seat));

    [Theory, MemberData(nameof(Either))]
    public void the_second_yes_opens_the_topic_whether_or_not_the_coach_has_asked(Seat seat)
    {
        Spec.Given(Couple.Together, Granted(seat.Other())).When(Does(seat, Grant)).Then(Granted(seat), Opened);
        Spec.Given(Couple.Together, Asked, Granted(seat.Other())).When(Does(seat, Grant)).Then(Granted(seat), Opened);
    }

    [Theory, MemberData(nameof(Either))]
    public void saying_no_is_kept_once_and_opens_nothing(Seat seat)
    {
        Spec.Given(Couple.Together).When(Does(seat, Decline)).Then(Declined(seat));
        Spec.Given(Couple.Together, Granted(seat.Other())).When(Does(seat, Decline)).Then(Declined(seat));
    }

    [Theory, MemberData(nameof(Either))]
    public void there_is_nothing_to_take_back_before_a_yes(Seat seat)
    {
        Spec.Given(Couple.Together).When(Does(seat, Withdraw)).ThenNothing();
        Spec.Given(Couple.Together, Declined(seat)).When(Does(seat, Withdraw)).ThenNothing();
        Spec.Given(Couple.Together, Granted(seat), Withdrawn(seat)).When(Does(seat, Decline)).ThenNothing();
    }

    [Theory, MemberData(nameof(Either))]
    public void the_first_yes_taken_back_closes_the_topic_in_the_same_commit(Seat seat)
    {
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened).When(Does(seat, Withdraw)).Then(Withdrawn(seat), Closed);
        // Saying no after a yes is taking it back.
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened).When(Does(seat, Decline)).Then(Withdrawn(seat), Closed);
        Spec.Given(Couple.Together, Granted(seat)).When(Does(seat, Withdraw)).Then(Withdrawn(seat));
    }

    [Fact]
    public void the_second_yes_taken_back_closes_nothing_more() =>
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened, Withdrawn(Seat.A), Closed).When(Does(Seat.B, Withdraw)).Then(Withdrawn(Seat.B));

    [Fact]
    public void it_opens_again_when_both_say_yes_again() =>
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened, Withdrawn(Seat.A), Closed).When(Does(Seat.A, Grant, days: 1)).Then(Granted(Seat.A), Opened);

    [Theory, MemberData(nameof(Either))]
    public void deciding_otherwise_twice_in_a_day_is_refused_and_taking_back_never_is(Seat seat)
    {
        Spec.Given(Couple.Together, Granted(seat), Withdrawn(seat)).When(Does(seat, Grant)).ThenRefused("once-a-day", 422);
        Spec.Given(Couple.Together, Granted(seat), Withdrawn(seat)).When(Does(seat, Grant, days: 1)).Then(Granted(seat));
        Spec.Given(Couple.Together, Declined(seat)).When(Does(seat, Grant)).Then(Granted(seat));
        Spec.Given(Couple.Together, Declined(seat), Granted(seat)).When(Does(seat, Withdraw)).Then(Withdrawn(seat));
        Spec.Given(Couple.Together, Declined(seat), Granted(seat), Withdrawn(seat)).When(Does(seat, Grant)).ThenRefused("once-a-day", 422);
        // Another topic has a day of its own, and so has the other person.
        Spec.Given(Couple.Together, Granted(seat), Withdrawn(seat)).When(Does(seat, Grant, topic: "fears")).Then(new TopicGranted(Couple.CaseId, seat, "fears", Topics.TextVersion));
        Spec.Given(Couple.Together, Granted(seat), Withdrawn(seat)).When(Does(seat.Other(), Grant)).Then(Granted(seat.Other()));
    }

    [Fact]
    public void the_day_is_that_of_the_couple()
    {
        // 22:30 UTC is half past eleven in the evening in Madrid, and an hour later the next day has begun there.
        var evening = new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.Zero);
        var gate = new Told().After([.. Couple.Together, Granted(Seat.A), Withdrawn(Seat.A)], evening).Gate;
        Assert.Equal("once-a-day", DecideTopic.Decide(gate, Seat.A, Money, Grant, null, evening.AddMinutes(29)).Refusal?.Slug);
        Assert.Null(DecideTopic.Decide(gate, Seat.A, Money, Grant, null, evening.AddMinutes(30)).Refusal);
    }

    [Fact]
    public void what_cannot_be_decided_is_refused()
    {
        Spec.Given(Couple.Together).When(Does(Seat.A, Grant, topic: "weather")).ThenRefused("unknown-topic", 422);
        Spec.Given(Couple.Together).When(Does(Seat.A, null)).ThenRefused("fields-invalid", 422);
        Spec.Given(Couple.Together).When(Does(Seat.A, Grant, text: "topics-1999-01")).ThenRefused("text-moved");
        foreach (var standing in new[] { Standing.Apart, Standing.Closed })
        {
            var told = new Told().After([.. Couple.Together, Granted(Seat.A)], Couple.Now);
            var gate = told.Gate with { Standing = standing };
            Assert.Equal("couple-ended", DecideTopic.Decide(gate, Seat.B, Money, Grant, null, Couple.Now).Refusal?.Slug);
            Assert.Null(DecideTopic.Decide(gate, Seat.A, Money, Withdraw, null, Couple.Now).Refusal);
        }
    }

    [Fact]
    public void the_coach_asks_both_once() =>
        Spec.Given(Couple.Together, Granted(Seat.A)).When(told => AskTopics.Decide(told.Gate, ["family", Money, Money])).Then(new TopicsAsked(Couple.CaseId, ["family", Money]));

    [Fact]
    public void the_coach_does_not_ask_for_what_is_open_or_unknown()
    {
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened).When(told => AskTopics.Decide(told.Gate, [Money])).ThenNothing();
        Spec.Given(Couple.Together).When(told => AskTopics.Decide(told.Gate, ["none"])).ThenRefused("unknown-topic", 422);
        Spec.Given(Couple.Together).When(told => AskTopics.Decide(told.Gate, [])).ThenRefused("unknown-topic", 422);
        Spec.Given(Couple.Together).When(told => AskTopics.Decide(told.Gate, null)).ThenRefused("unknown-topic", 422);
    }

    [Fact]
    public void the_coach_closes_what_is_open()
    {
        Spec.Given(Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened).When(told => CloseTopic.Decide(told.Gate, Money)).Then(Closed);
        Spec.Given(Couple.Together, Granted(Seat.A)).When(told => CloseTopic.Decide(told.Gate, Money)).ThenNothing();
        Spec.Given(Couple.Together).When(told => CloseTopic.Decide(told.Gate, "none")).ThenRefused("unknown-topic", 422);
    }

    [Theory, MemberData(nameof(Either))]
    public void what_the_coach_closed_neither_opens_again_alone_and_the_coach_does_by_asking(Seat seat)
    {
        object[] given = [.. Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened, Closed];
        Spec.Given(given, Withdrawn(seat)).When(Does(seat, Grant, days: 1)).Then(Granted(seat));
        Spec.Given(given).When(told => AskTopics.Decide(told.Gate, [Money])).Then(Asked, Opened);
        Spec.Given(given, Withdrawn(seat), Asked).When(Does(seat, Grant, days: 1)).Then(Granted(seat), Opened);
    }

    [Fact]
    public void a_topic_is_offered_from_the_first_morning_after_it_opened()
    {
        var gate = new Told().After([.. Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened], Couple.Now).Gate;
        var morning = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);
        Assert.True(gate.IsOpen(Money));
        Assert.Equal(morning, gate.OffersFrom(Money));
        Assert.False(gate.Offers(Money, morning.AddTicks(-1)));
        Assert.True(gate.Offers(Money, morning));
        Assert.True(gate.Offers(null, Couple.Now));
        Assert.False(gate.Offers("fears", morning));
        var early = new Told().After([.. Couple.Together, Granted(Seat.A), Granted(Seat.B), Opened], morning.AddDays(-1).AddMinutes(-1)).Gate;
        Assert.Equal(morning.AddDays(-1), early.OffersFrom(Money));
    }

    [Fact]
    public void the_coach_sees_what_is_open_and_never_by_whom()
    {
        static CaseTopic Seen(params object[] events) => CaseTopic.Of(new Told().After([.. Couple.Together, .. events], Couple.Now).Gate).Single(t => t.Topic == Money);
        foreach (var seat in Seats.Both)
        {
            Assert.Equal(Seen(), Seen(Granted(seat)));
            Assert.Equal(Seen(), Seen(Declined(seat)));
            Assert.Equal(Seen(Asked), Seen(Asked, Granted(seat)));
            Assert.Equal(Seen(Asked), Seen(Asked, Granted(Seat.A), Declined(Seat.B)));
            Assert.Equal(Seen(), Seen(Granted(Seat.A), Granted(Seat.B), Opened, Withdrawn(seat), Closed));
        }

        Assert.Equal(TopicStanding.NotOpen, Seen().State);
        Assert.Equal(TopicStanding.Asked, Seen(Asked).State);
        Assert.Equal(TopicStanding.Open, Seen(Granted(Seat.A), Granted(Seat.B), Opened).State);
    }

    [Fact]
    public void each_sees_their_own_decision_alone()
    {
        static MyTopic Seen(Seat reader, params object[] events) => MyTopic.Of(new Told().After([.. Couple.Together, .. events], Couple.Now).Gate, reader).Single(t => t.Topic == Money);
        foreach (var seat in Seats.Both)
        {
            Assert.Equal("undecided", Seen(seat, Asked, Granted(seat.Other())).Decision);
            Assert.Equal(Seen(seat, Granted(seat)), Seen(seat, Asked, Granted(seat), Granted(seat.Other()), Opened));
            Assert.Equal(Seen(seat, Granted(seat)), Seen(seat, Granted(seat), Granted(seat.Other()), Opened, Closed));
            Assert.Equal("declined", Seen(seat, Declined(seat)).Decision);
            Assert.Equal("withdrawn", Seen(seat, Granted(seat), Withdrawn(seat)).Decision);
        }
    }
}
