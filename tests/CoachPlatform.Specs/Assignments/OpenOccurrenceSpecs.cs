using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CsCheck;

namespace CoachPlatform.Specs.Assignments;

public class OpenOccurrenceSpecs
{
    private const string Tenant = "practice";

    private static AssignmentMade Made(Cadence cadence = Cadence.Weekly, int? rounds = null) => new(
        Couple.CaseId, "version", null, cadence, Couple.Zone, Topic: null, Screened: false, Run: null, StartRule.Clock, rounds, Word: null);

    /// <summary>Monday 2 March 2026; the next Mondays at seven in Madrid are 6:00 UTC until the clocks change on the 29th.</summary>
    private static DateTimeOffset Monday(int n) => OccurrenceCalendar.OpensAt(Couple.Now, Couple.Zone, Cadence.Weekly, n);

    private static Guid Round(int n) => Ids.Round(Tenant, Told.AssignmentId, n);

    private static OccurrenceOpened Opened(int n, DateTimeOffset? next) => new(Couple.CaseId, n, Round(n), n == 1 ? Couple.Now : Monday(n), next);

    private static Told Weekly(int? rounds = null) => new Told().After([.. Couple.Together, Made(rounds: rounds), Opened(1, Monday(2))], Couple.Now);

    private static IReadOnlyList<object>? Due(Told told, DateTimeOffset now) => OpenOccurrence.Decide(Tenant, told.Assignment, told.Gate, now)?.Events;

    [Fact]
    public void the_next_opens_when_its_time_has_come_and_once()
    {
        var told = Weekly();
        Assert.Null(Due(told, Monday(2).AddTicks(-1)));
        Assert.Equal([Opened(2, Monday(3))], Due(told, Monday(2)));
        Assert.Null(Due(told.After(Due(told, Monday(2))!, Monday(2)), Monday(2)));
    }

    [Fact]
    public void after_a_long_absence_only_the_newest_opens_and_the_rest_is_noted() =>
        Assert.Equal([new OccurrencesMissed(Couple.CaseId, 2, 4), Opened(5, Monday(6))], Due(Weekly(), Monday(5).AddDays(2)));

    [Fact]
    public void the_last_has_nothing_after_it()
    {
        var told = Weekly(rounds: 2);
        var last = Due(told, Monday(2))!;
        Assert.Equal([Opened(2, next: null)], last);
        Assert.Null(Due(told.After(last, Monday(2)), Monday(9)));
    }

    [Fact]
    public void what_was_missed_is_not_counted_among_the_rounds() =>
        Assert.Equal([new OccurrencesMissed(Couple.CaseId, 2, 4), Opened(5, next: null)], Due(Weekly(rounds: 2), Monday(5)));

    [Fact]
    public void nothing_opens_after_a_withdrawal_or_while_the_case_rests()
    {
        Assert.Null(Due(Weekly().After(new AssignmentWithdrawn(Couple.CaseId), Couple.Now), Monday(3)));
        foreach (var standing in new[] { Standing.Paused, Standing.OneLeft, Standing.Apart, Standing.Closed })
            Assert.Null(Due(Weekly() with { FoldedGate = Weekly().Gate with { Standing = standing } }, Monday(3)));
    }

    private static Told Dormant(Cadence cadence, int? rounds = null, DateOnly? due = null) => new Told().After(
        [.. Couple.Together, Made(cadence, rounds) with { Topic = "intimacy", DueOn = due }], Couple.Now);

    private static object[] BothGrant { get; } =
    [
        new TopicGranted(Couple.CaseId, Seat.A, "intimacy", Topics.TextVersion), new TopicGranted(Couple.CaseId, Seat.B, "intimacy", Topics.TextVersion),
        new TopicOpened(Couple.CaseId, "intimacy"),
    ];

    [Fact]
    public void nothing_opens_before_both_have_said_yes_and_then_the_next_morning()
    {
        foreach (var cadence in new[] { Cadence.Once, Cadence.Weekly })
        {
            var told = Dormant(cadence);
            Assert.Null(Due(told, Monday(9)));
            var granted = told.After(BothGrant, Monday(4).AddHours(5));
            var morning = Monday(4).AddDays(1);
            Assert.Null(Due(granted, morning.AddTicks(-1)));
            var next = cadence == Cadence.Once ? (DateTimeOffset?)null : OccurrenceCalendar.OpensAt(morning, Couple.Zone, cadence, 2);
            var first = new OccurrenceOpened(Couple.CaseId, 1, Round(1), morning, next);
            Assert.Equal([first], Due(granted, morning.AddMinutes(1)));
            var after = granted.After(first, morning);
            Assert.Null(Due(after, morning.AddHours(1)));
            if (next is { } second)
                Assert.Equal(2, Assert.IsType<OccurrenceOpened>(Assert.Single(Due(after, second)!)).N);
        }
    }

    [Fact]
    public void while_its_topic_is_closed_again_nothing_comes_and_what_passed_is_noted()
    {
        var told = Dormant(Cadence.Weekly).After(BothGrant, Couple.Now);
        var running = told.After(Due(told, Monday(2))!, Monday(2));
        var closed = running.After(new TopicClosed(Couple.CaseId, "intimacy"), Monday(2).AddDays(1));
        Assert.Null(Due(closed, Monday(5)));
        var again = closed.After(new TopicOpened(Couple.CaseId, "intimacy"), Monday(5).AddHours(1));
        Assert.Null(Due(again, Monday(5).AddHours(2)));
        Assert.Collection(Due(again, Monday(5).AddDays(1))!, e => Assert.IsType<OccurrencesMissed>(e), e => Assert.IsType<OccurrenceOpened>(e));
    }

    [Fact]
    public void a_day_set_before_the_topic_opened_is_kept_unless_it_has_passed()
    {
        var due = LocalDay.Of(Couple.Now, Couple.Zone).AddDays(7);
        var told = Dormant(Cadence.Once, due: due);
        Assert.Equal(due, OccurrenceCalendar.Due(told.Assignment with { FirstAt = Monday(2) }, 1));
        Assert.Equal(LocalDay.Of(Monday(4), Couple.Zone).AddDays(7), OccurrenceCalendar.Due(told.Assignment with { FirstAt = Monday(4) }, 1));
        Assert.Equal(LocalDay.Of(Monday(4), Couple.Zone).AddDays(14), OccurrenceCalendar.Due(Dormant(Cadence.Weekly, due: due).Assignment with { FirstAt = Monday(4) }, 2));
    }

    [Fact]
    public void whenever_it_is_asked_each_occurrence_opens_at_most_once_in_order_and_is_opened_or_missed() =>
        Gen.Int[0, 60 * 24 * 20].Array[1, 60].Sample(pauses =>
        {
            var told = Weekly();
            var now = Couple.Now;
            var seen = 1;
            foreach (var pause in pauses)
            {
                now = now.AddMinutes(pause);
                var events = Due(told, now) ?? [];
                foreach (var e in events)
                {
                    var (from, to) = e is OccurrencesMissed missed ? (missed.From, missed.To) : (((OccurrenceOpened)e).N, ((OccurrenceOpened)e).N);
                    Assert.Equal(seen + 1, from);
                    seen = to;
                }

                told = told.After(events, now);
                Assert.Null(Due(told, now));
                Assert.True(told.Assignment.NextAt > now);
            }
        });
}
