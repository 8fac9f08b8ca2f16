using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Specs.Assignments;

/// <summary>The coach lets an exercise pause, go on, or come round more or less often.</summary>
public class PauseAndCadenceSpecs
{
    private const string Tenant = "practice";

    private static readonly Exercise Pulse = Play.Exercise("weekly-pulse");
    private static readonly AssignmentPaused Paused = new(Couple.CaseId);
    private static readonly AssignmentResumed Resumed = new(Couple.CaseId);

    private static AssignmentMade Made(Cadence cadence = Cadence.Weekly, DateOnly? due = null) => new(
        Couple.CaseId, "version", due, cadence, Couple.Zone, Topic: null, Screened: false, Run: null, cadence == Cadence.OnDemand ? StartRule.Either : StartRule.Clock, Rounds: null, Word: null);

    private static DateTimeOffset Monday(int n) => OccurrenceCalendar.OpensAt(Couple.Now, Couple.Zone, Cadence.Weekly, n);

    private static OccurrenceOpened Opened(int n, DateTimeOffset at, DateTimeOffset? next) => new(Couple.CaseId, n, Ids.Round(Tenant, Told.AssignmentId, n), at, next);

    private static OccurrenceOpened First => Opened(1, Couple.Now, Monday(2));

    private static IReadOnlyList<object>? Due(Told told, DateTimeOffset now) => OpenOccurrence.Decide(Tenant, told.Assignment, told.Gate, now)?.Events;

    [Fact]
    public void it_pauses_once_and_goes_on_once()
    {
        Spec.Given(Couple.Together, Made(), First).When(t => PauseAssignment.Decide(t.Assignment)).Then(Paused);
        Spec.Given(Couple.Together, Made(), First, Paused).When(t => PauseAssignment.Decide(t.Assignment)).ThenNothing();
        Spec.Given(Couple.Together, Made(), First, Paused).When(t => ResumeAssignment.Decide(t.Assignment)).Then(Resumed);
        Spec.Given(Couple.Together, Made(), First).When(t => ResumeAssignment.Decide(t.Assignment)).ThenNothing();
        var withdrawn = new AssignmentWithdrawn(Couple.CaseId);
        Spec.Given(Couple.Together, Made(), First, withdrawn).When(t => PauseAssignment.Decide(t.Assignment)).ThenRefused("assignment-withdrawn");
        Spec.Given(Couple.Together, Made(), First, withdrawn).When(t => ResumeAssignment.Decide(t.Assignment)).ThenRefused("assignment-withdrawn");
    }

    [Fact]
    public void while_it_pauses_nothing_opens_and_afterwards_the_newest_alone()
    {
        var told = new Told().After([.. Couple.Together, Made(), First, Paused], Couple.Now);
        Assert.Null(Due(told, Monday(5)));
        Assert.Equal([new OccurrencesMissed(Couple.CaseId, 2, 4), Opened(5, Monday(5), Monday(6))], Due(told.After(Resumed, Monday(5)), Monday(5)));
    }

    [Fact]
    public void what_pauses_is_not_there_to_be_started()
    {
        Spec.Given(Couple.Together, Made(Cadence.OnDemand), Paused).When(t => StartRound.Decide(Tenant, t.Assignment, t.Gate, Seat.A, null, Couple.Now)).ThenRefused("not-found", 404);
        Spec.Given(Couple.Together, Made(Cadence.OnDemand), Paused).When(t => StartRound.Decide(Tenant, t.Assignment, t.Gate, null, null, Couple.Now)).ThenRefused("assignment-paused");
    }

    [Fact]
    public void a_new_cadence_counts_from_the_newest_occurrence_and_begins_with_the_next_that_is_to_come()
    {
        var third = Opened(3, Monday(3), Monday(4));
        var told = new Told().After([.. Couple.Together, Made(due: new DateOnly(2026, 3, 4)), First, third], Couple.Now);
        var now = Monday(3).AddDays(2.5);
        var next = OccurrenceCalendar.OpensAt(Monday(3), Couple.Zone, Cadence.Daily, 4);
        Spec.Given(Couple.Together, Made(), First, third).When(t => ChangeCadence.Decide(t.Assignment, Pulse, Cadence.Daily, now)).Then(new CadenceChanged(Couple.CaseId, Cadence.Daily, next, new Recounted(1, Monday(3))));
        foreach (var from in new[] { new Recounted(1, Monday(3)), null })
            TheDaysAre(told.After(new CadenceChanged(Couple.CaseId, Cadence.Daily, next, from), now), next);
    }

    /// <summary>Also of a change that was stored without what it counts from.</summary>
    private static void TheDaysAre(Told daily, DateTimeOffset next)
    {
        Assert.Null(Due(daily, next.AddTicks(-1)));
        Assert.Equal([Opened(4, next, next.AddDays(1))], Due(daily, next));
        Assert.Equal([new OccurrencesMissed(Couple.CaseId, 4, 5), Opened(6, next.AddDays(2), next.AddDays(3))], Due(daily, next.AddDays(2)));
        // Two days after it opens, as before.
        Assert.Equal(LocalDay.Of(next, Couple.Zone).AddDays(2), OccurrenceCalendar.Due(daily.Assignment, 4));
    }

    [Fact]
    public void the_last_of_a_month_stays_the_last_in_a_new_cadence()
    {
        var last = new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);
        var told = new Told().After([.. Couple.Together, Made(), Opened(1, last, last.AddDays(7))], last);
        var changed = (CadenceChanged)ChangeCadence.Decide(told.Assignment, Pulse, Cadence.Monthly, last.AddDays(1)).Events.Single();
        Assert.Equal(new DateOnly(2026, 2, 28), LocalDay.Of(changed.Next!.Value, Couple.Zone));
        var monthly = told.After(changed, last.AddDays(1)).Assignment;
        Assert.Equal([new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 30)], Enumerable.Range(2, 3).Select(n => LocalDay.Of(OccurrenceCalendar.OpensAt(monthly, n), Couple.Zone)));
    }

    [Fact]
    public void what_cannot_be_a_cadence_is_refused_by_name()
    {
        foreach (var wanted in new Cadence?[] { null, Cadence.Once, Cadence.OnDemand })
            Spec.Given(Couple.Together, Made(), First).When(t => ChangeCadence.Decide(t.Assignment, Pulse, wanted, Couple.Now)).ThenRefused("cadence-invalid", 422);
        Spec.Given(Couple.Together, Made(Cadence.OnDemand)).When(t => ChangeCadence.Decide(t.Assignment, Pulse, Cadence.Weekly, Couple.Now)).ThenRefused("cadence-invalid", 422);
        Spec.Given(Couple.Together, Made(), First).When(t => ChangeCadence.Decide(t.Assignment, Play.Exercise("plan-something-small"), Cadence.Daily, Couple.Now)).ThenRefused("cadence-invalid", 422);
        Spec.Given(Couple.Together, Made(), First).When(t => ChangeCadence.Decide(t.Assignment, Pulse, Cadence.Weekly, Couple.Now)).ThenNothing();
        Spec.Given(Couple.Together, Made(), First, new AssignmentWithdrawn(Couple.CaseId)).When(t => ChangeCadence.Decide(t.Assignment, Pulse, Cadence.Daily, Couple.Now)).ThenRefused("assignment-withdrawn");
    }
}
