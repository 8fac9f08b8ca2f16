using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Safety;

namespace CoachPlatform.Specs.Safety;

/// <summary>Exercises that ask for safety questions: when they can be given, and what becomes of a round that one starts under a hold.</summary>
public class ScreeningSpecs
{
    private const string Tenant = "practice";

    private static readonly HoldPlaced Held = new(Couple.CaseId, new Guid("00000000-0000-7000-8000-0000000000cc"));

    public static TheoryData<Seat> Either => [Seat.A, Seat.B];

    private static Exercise Screened => Play.Exercise("weekly-pulse") with { Flags = [Screening.Flag] };

    private static AssignmentMade Made(StartRule start) => new(
        Couple.CaseId, "version", null, Cadence.OnDemand, Couple.Zone, Topic: null, Screened: true, Run: null, start, Rounds: null, Word: null);

    [Fact]
    public void a_screened_exercise_is_given_once_both_have_answered_and_while_no_concern_is_open()
    {
        Assert.Equal("safety-not-asked", Refused(Screened, bothAnswered: false));
        Assert.Null(Refused(Screened, bothAnswered: true));
        Assert.Equal("safety-hold", Refused(Screened, bothAnswered: true, Held));
        Assert.Equal("safety-hold", Refused(Screened, bothAnswered: false, Held));
        Assert.Null(Refused(Play.Exercise("weekly-pulse"), bothAnswered: false, Held));
    }

    [Theory, MemberData(nameof(Either))]
    public void under_a_hold_one_starts_a_round_that_is_not_there_for_the_other(Seat seat)
    {
        var opened = new OccurrenceOpened(Couple.CaseId, 1, Ids.Round(Tenant, Told.AssignmentId, 1), Couple.Now, HiddenFrom: seat.Other());
        Assert.Equal([Told.Line(opened)], Decide([Made(StartRule.Either), Held], seat).Events.Select(Told.Line));
        // The other finds nothing that runs, and starts another beside it.
        var second = new OccurrenceOpened(Couple.CaseId, 2, Ids.Round(Tenant, Told.AssignmentId, 2), Couple.Now, HiddenFrom: seat);
        Assert.Equal([Told.Line(second)], Decide([Made(StartRule.Either), Held, opened], seat.Other()).Events.Select(Told.Line));
        Assert.Equal([opened.RoundId, second.RoundId], new Told().After([.. Couple.Together, Made(StartRule.Either), Held, opened, second], Couple.Now).Assignment.OpenRounds);
    }

    [Fact]
    public void the_coach_starts_none_under_a_hold() => Assert.Equal("safety-hold", Decide([Made(StartRule.Either), Held], seat: null).Refusal?.Slug);

    [Theory, MemberData(nameof(Either))]
    public void what_one_asks_for_under_a_hold_does_not_reach_the_other(Seat seat)
    {
        var asked = new OpeningAsked(Couple.CaseId, seat.Other());
        Assert.IsType<OpeningAsked>(Assert.Single(Decide([Made(StartRule.Both), Held, asked], seat).Events));
        // What was asked for before counts, and stays asked for whoever does not see that the round has opened.
        var told = Later([Made(StartRule.Both), asked], [Held]);
        var opened = Assert.IsType<OccurrenceOpened>(Assert.Single(StartRound.Decide(Tenant, told.Assignment, told.Gate, seat, running: null, Couple.Now.AddHours(1)).Events));
        var after = Later([Made(StartRule.Both), asked], [Held, opened]).Assignment;
        Assert.True(StartRound.Asks(after, told.Gate, seat.Other(), Couple.Now.AddHours(1)));
        Assert.False(StartRound.Asks(after, told.Gate, seat, Couple.Now.AddHours(1)));
    }

    private static Told Later(object[] first, object[] then) => new Told().After([.. Couple.Together, .. first], Couple.Now).After(then, Couple.Now.AddHours(1));

    private static Decision Decide(object[] given, Seat? seat)
    {
        var told = new Told().After([.. Couple.Together, .. given], Couple.Now);
        return StartRound.Decide(Tenant, told.Assignment, told.Gate, seat, running: null, Couple.Now);
    }

    private static string? Refused(Exercise exercise, bool bothAnswered, params object[] events) =>
        Assign.CheckCase(Couple.Gate([.. Couple.Together, .. events]), exercise, dueOn: null, bothAnswered, Couple.Now)?.Slug;
}
