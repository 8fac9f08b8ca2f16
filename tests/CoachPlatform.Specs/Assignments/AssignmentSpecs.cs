using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Specs.Assignments;

public class AssignmentSpecs
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly AssignmentMade Made = new(
        Couple.CaseId, "version", Today.AddDays(7), Cadence.Once, Couple.Zone, Topic: null, Screened: false, Run: null, StartRule.Coach, Rounds: 1, Word: null);

    private static string? Refused(
        IReadOnlyList<object>? events = null, Exercise? exercise = null, Assign.Request? request = null, string? word = null, Standing? standing = null, DateTimeOffset? now = null, bool retired = false)
    {
        var gate = Couple.Gate(events ?? Couple.Together);
        return Assign.Check(
            standing is { } s ? gate with { Standing = s } : gate, exercise, retired, request ?? new Assign.Request("x", null, null, null, null), word, screened: false, now ?? Couple.Now)?.Slug;
    }

    private static Exercise Pulse => Play.Exercise("weekly-pulse");

    [Fact]
    public void every_shipped_exercise_may_be_given_to_a_couple_and_to_one_that_is_still_forming()
    {
        foreach (var slug in new[]
                 {
                     "plan-something-small", "one-reaction", "weekly-pulse", "laughter-log", "guess-and-tell", "something-i-understood", "values-apart-then-together",
                 })
            foreach (var events in new[] { Couple.Together, Couple.OnlyAJoined, Couple.Opened })
                Assert.Null(Refused(events, Play.Exercise(slug)));
    }

    [Fact]
    public void what_cannot_be_given_is_refused_by_name()
    {
        Assert.Equal("unknown-exercise", Refused(exercise: null));
        Assert.Equal("exercise-retired", Refused(exercise: Pulse, retired: true));
        Assert.Null(Refused(exercise: Pulse with { Topic = "intimacy" }));
        Assert.Equal("cadence-invalid", Refused(exercise: Pulse, request: new Assign.Request("x", null, null, 2, null)));
        Assert.Equal("cadence-invalid", Refused(exercise: Pulse, request: new Assign.Request("x", null, Cadence.OnDemand, 2, null)));
        Assert.Equal("cadence-invalid", Refused(exercise: Pulse, request: new Assign.Request("x", null, Cadence.Weekly, 0, null)));
        Assert.Null(Refused(exercise: Pulse, request: new Assign.Request("x", null, Cadence.Weekly, 6, null)));
        Assert.Equal("cadence-invalid", Refused(exercise: Pulse with { Start = StartedBy.Both }, request: new Assign.Request("x", null, Cadence.Weekly, null, null)));
        Assert.Null(Refused(exercise: Pulse with { Start = StartedBy.Both }));
        // Its review comes up to seven days after the plan, and the next day's round would close it.
        Assert.Equal("cadence-invalid", Refused(exercise: Play.Exercise("plan-something-small"), request: new Assign.Request("x", null, Cadence.Daily, null, null)));
        Assert.Equal("fields-invalid", Refused(exercise: Pulse, word: new string('x', 2001)));
        Assert.Null(Refused(exercise: Pulse, word: new string('x', 2000)));
        Assert.Equal("case-paused", Refused(exercise: Pulse, standing: Standing.Paused));
        foreach (var standing in new[] { Standing.OneLeft, Standing.Apart, Standing.Closed })
            Assert.Equal("case-closed", Refused(exercise: Pulse, standing: standing));
    }

    [Fact]
    public void the_due_date_is_today_or_later_where_the_couple_lives()
    {
        var request = new Assign.Request("x", Today, null, null, null);
        Assert.Null(Refused(exercise: Pulse, request: request));
        // 23:30 UTC is the next day in Madrid.
        Assert.Equal("due-in-past", Refused(exercise: Pulse, request: request, now: new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero)));
        Assert.Equal("due-in-past", Refused(exercise: Pulse, request: request with { DueOn = Today.AddDays(-1) }));
    }

    [Fact]
    public void the_date_moves_once() =>
        Spec.Given(Couple.Together, Made)
            .When(told => ChangeDue.Decide(told.Assignment, told.Gate, Today, Couple.Now)).Then(new DueChanged(Couple.CaseId, Today));

    [Fact]
    public void the_date_may_go_away() =>
        Spec.Given(Couple.Together, Made)
            .When(told => ChangeDue.Decide(told.Assignment, told.Gate, null, Couple.Now)).Then(new DueChanged(Couple.CaseId, null));

    [Fact]
    public void the_date_does_not_move_into_the_past_nor_after_a_withdrawal()
    {
        Spec.Given(Couple.Together, Made).When(told => ChangeDue.Decide(told.Assignment, told.Gate, Today.AddDays(-1), Couple.Now)).ThenRefused("due-in-past", 422);
        Spec.Given(Couple.Together, Made, new AssignmentWithdrawn(Couple.CaseId))
            .When(told => ChangeDue.Decide(told.Assignment, told.Gate, Today, Couple.Now)).ThenRefused("assignment-withdrawn");
    }

    [Fact]
    public void an_assignment_is_withdrawn_once() =>
        Spec.Given(Couple.Together, Made).When(told => WithdrawAssignment.Decide(told.Assignment)).Then(new AssignmentWithdrawn(Couple.CaseId));

    [Fact]
    public void an_assignment_remembers_its_rounds_and_its_date()
    {
        var told = new Told().After([Made, new OccurrenceOpened(Couple.CaseId, 1, Told.RoundId, Couple.Now), new DueChanged(Couple.CaseId, Today)], Couple.Now);
        Assert.Equal([Told.RoundId], told.Assignment.OpenRounds);
        Assert.Equal(Today, told.Assignment.DueOn);
        Assert.Null(told.Assignment.WithdrawnAt);
    }
}
