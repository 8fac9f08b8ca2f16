using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

/// <summary>What a run has given rests, goes on and comes to an end with it.</summary>
public class GivenByRunSpecs
{
    private static readonly CaseGate Gate = Couple.Gate(Couple.Together);

    private static readonly ProgrammeStep Weekly = new("a", "weekly-pulse", new StepTerms(StepOpening.AtOnce, Cadence.Weekly, 5));
    private static readonly ProgrammeStep Wanted = new("a", "weekly-pulse", new StepTerms(StepOpening.AtOnce, Cadence.OnDemand, Lasts: 28));

    [Fact]
    public void what_comes_round_or_waits_to_be_wanted_rests_with_the_run_and_goes_on_with_it()
    {
        foreach (var step in new[] { Weekly, Wanted })
        {
            var run = Given(step);
            var paused = Kept(Assigned(step), Follows(run, Assigned(step), at => PauseRun.Decide(at.Run)));
            Assert.NotNull(paused.PausedAt);
            Assert.Null(OpenOccurrence.Decide("t", paused, Gate, Running.Start.AddDays(8)));
            Assert.NotNull(StartRound.Decide("t", paused, Gate, Seat.A, null, Running.Start.AddDays(8)).Refusal);
            Assert.Equal([new AssignmentResumed(Couple.CaseId)], Follows(run.Later(3), paused, at => ResumeRun.Decide(at.Run)));
        }
    }

    [Fact]
    public void what_the_coach_had_paused_by_hand_stays_so_and_what_the_coach_let_go_on_goes_on()
    {
        var byHand = Kept(Assigned(Weekly), [new AssignmentPaused(Couple.CaseId)]);
        var run = Given(Weekly);
        Assert.Empty(Follows(run, byHand, at => PauseRun.Decide(at.Run)));
        Assert.Empty(Follows(run, byHand, at => ResumeRun.Decide(at.Run)));
        var again = Given(Weekly);
        var resumed = Kept(Kept(Assigned(Weekly), Follows(again, Assigned(Weekly), at => PauseRun.Decide(at.Run))), [new AssignmentResumed(Couple.CaseId)]);
        Assert.Empty(Follows(again, resumed, at => ResumeRun.Decide(at.Run)));
    }

    [Fact]
    public void a_single_round_that_is_open_neither_rests_nor_ends_with_the_run()
    {
        var once = Assigned(Running.Alone("a", StepOpening.AtOnce));
        Assert.Empty(Follows(Given(Running.Alone("a", StepOpening.AtOnce)), once, at => PauseRun.Decide(at.Run)));
        Assert.Empty(Follows(Given(Running.Alone("a", StepOpening.AtOnce)), once, at => EndRun.Decide(at.Run)));
    }

    [Fact]
    public void no_further_round_comes_of_what_is_left_out_or_belongs_to_a_run_that_was_ended_and_the_open_one_stays()
    {
        foreach (var decide in new Func<RunAt, Decision>[] { at => LeaveOutStep.Decide(at, "a"), at => EndRun.Decide(at.Run) })
            foreach (var step in new[] { Weekly, Wanted })
            {
                var before = Assigned(step);
                var after = Kept(before, Follows(Given(step), before, decide));
                Assert.Equal(before.OpenRounds, after.OpenRounds);
                Assert.False(after.MayGiveMore());
                Assert.Null(OpenOccurrence.Decide("t", after, Gate, Running.Start.AddDays(8)));
                Assert.Equal("not-found", StartRound.Decide("t", after, Gate, Seat.A, null, Running.Start).Refusal?.Slug);
                Assert.Equal("assignment-finished", StartRound.Decide("t", after, Gate, null, null, Running.Start).Refusal?.Slug);
                Assert.Equal("assignment-finished", PauseAssignment.Decide(after).Refusal?.Slug);
                Assert.Equal("assignment-finished", ResumeAssignment.Decide(after).Refusal?.Slug);
                Assert.Equal("assignment-finished", ChangeCadence.Decide(after, Play.Exercise("weekly-pulse"), Cadence.Daily, Running.Start).Refusal?.Slug);
                Assert.Equal(UseState.Over, ReadUsedWith.StateOf(after, new HashSet<Guid>()));
            }
    }

    [Fact]
    public void what_waits_to_be_wanted_can_be_started_until_its_day_and_not_after()
    {
        var run = Given(Wanted, Running.Seen("b", StepOpening.After("a")));
        var n = run.Stored.Count;
        Assert.Equal("", run.Later(27).Look());
        Assert.Equal("finished a, gave b", run.Later(1).Look());
        Assert.Equal([new AssignmentFinished(Couple.CaseId)], GivenByRun.Decide(run.At, Wanted, Assigned(Wanted), [.. run.Stored.Skip(n).Select(s => s.Event)]));
    }

    [Fact]
    public void what_sleeps_until_its_topic_is_open_never_wakes_once_it_is_left_out()
    {
        var step = new ProgrammeStep("a", Play.Exercises.First(e => e.Topic == "fears").Slug, new StepTerms(StepOpening.AtOnce));
        var asleep = Assignment.Fold(null, Told.AssignmentId, Made(step) with { Topic = "fears" }, Running.Start)!;
        Assert.NotNull(asleep.NextAt);
        Assert.Equal([new AssignmentFinished(Couple.CaseId)], Follows(Given(step), asleep, at => LeaveOutStep.Decide(at, "a")));
    }

    [Fact]
    public void what_was_taken_back_is_left_alone()
    {
        var withdrawn = Kept(Assigned(Weekly), [new AssignmentWithdrawn(Couple.CaseId)]);
        foreach (var decide in new Func<RunAt, Decision>[] { at => PauseRun.Decide(at.Run), at => EndRun.Decide(at.Run), at => LeaveOutStep.Decide(at, "a") })
            Assert.Empty(Follows(Given(Weekly), withdrawn, decide));
    }

    [Fact]
    public void a_change_of_its_days_moves_its_due_date_to_its_last_day_and_never_into_the_past()
    {
        var step = Running.Alone("a", StepOpening.AtOnce);
        var assigned = Assigned(step);
        Assert.Equal([new DueChanged(Couple.CaseId, new DateOnly(2026, 3, 11))], Follows(Given(step), assigned, at => ChangeStep.Decide(at, "a", new(null, null, null, null, null, 10))));
        Assert.Equal([new DueChanged(Couple.CaseId, new DateOnly(2026, 3, 5))], Follows(Given(step).Later(3), assigned, at => ChangeStep.Decide(at, "a", new(null, null, null, null, null, 2))));
        // The coach had taken the date away.
        Assert.Empty(Follows(Given(step), assigned with { DueOn = null }, at => ChangeStep.Decide(at, "a", new(null, null, null, null, null, 10))));
    }

    [Fact]
    public void after_a_rest_its_due_date_is_as_far_away_as_before_unless_the_coach_has_chosen_a_later_one()
    {
        foreach (var step in new[] { Running.Alone("a", StepOpening.AtOnce), Running.Seen("a", StepOpening.AtOnce) })
        {
            var assigned = Assigned(step);
            var run = Given(step).Later(2);
            Assert.Empty(Follows(run, assigned, at => PauseRun.Decide(at.Run)));
            Assert.Equal([new DueChanged(Couple.CaseId, new DateOnly(2026, 3, 14))], Follows(run.Later(6), assigned, at => ResumeRun.Decide(at.Run)));
            foreach (var due in new DateOnly?[] { new DateOnly(2026, 4, 1), null })
            {
                var chosen = Given(step);
                Assert.Empty(Follows(chosen, assigned with { DueOn = due }, at => PauseRun.Decide(at.Run)));
                Assert.Empty(Follows(chosen.Later(6), assigned with { DueOn = due }, at => ResumeRun.Decide(at.Run)));
            }
        }
    }

    [Fact]
    public void they_are_locked_in_the_order_of_their_ids_and_only_those_that_are_touched()
    {
        var run = Given(Weekly, Running.Alone("b", StepOpening.AtOnce), Running.Alone("c", StepOpening.AtOnce), Running.Seen("d", StepOpening.After("a")));
        var all = GivenByRun.Touched(run.At, [new RunPaused(Couple.CaseId)]);
        Assert.Equal(3, all.Count);
        Assert.Equal(all.Select(t => t.Id).Order(), all.Select(t => t.Id));
        Assert.Equal(["b"], GivenByRun.Touched(run.At, [new StepFinished(Couple.CaseId, "b", Guid.Empty), new StepLeftOut(Couple.CaseId, "d")]).Select(t => t.Step.Key));
        Assert.Empty(GivenByRun.Touched(run.At, [new StepAllowed(Couple.CaseId, "b")]));
    }

    private static Running Given(params ProgrammeStep[] steps)
    {
        var run = Running.From(steps);
        run.Look();
        return run;
    }

    /// <summary>The coach decides, the run goes on, and this is what the assignment of step a gets of it.</summary>
    private static IReadOnlyList<object> Follows(Running run, Assignment assignment, Func<RunAt, Decision> decide)
    {
        var n = run.Stored.Count;
        Assert.NotEqual("", run.Decide(decide));
        run.Look();
        return GivenByRun.Decide(run.At, run.Template.Find("a")!, assignment, [.. run.Stored.Skip(n).Select(s => s.Event)]);
    }

    private static Assignment Kept(Assignment assignment, IEnumerable<object> events) => events.Aggregate(assignment, (a, e) => Assignment.Fold(a, a.Id, e, Running.Start)!);

    /// <summary>The assignment of a step, with its first round where one opens at once.</summary>
    private static Assignment Assigned(ProgrammeStep step)
    {
        var made = Made(step);
        var assignment = Assignment.Fold(null, Told.AssignmentId, made, Running.Start)!;
        DateTimeOffset? next = made.Cadence.Repeats() ? OccurrenceCalendar.OpensAt(Running.Start, Couple.Zone, made.Cadence, 2) : null;
        return made.Cadence == Cadence.OnDemand ? assignment : Kept(assignment, [new OccurrenceOpened(Couple.CaseId, 1, Ids.Round("t", Told.AssignmentId, 1), Running.Start, next)]);
    }

    private static AssignmentMade Made(ProgrammeStep step)
    {
        var cadence = step.Terms.Cadence ?? Cadence.Once;
        return new AssignmentMade(
            Couple.CaseId, "version", cadence == Cadence.Once ? new DateOnly(2026, 3, 8) : null, cadence, Couple.Zone, null, false, Running.RunId,
            cadence == Cadence.OnDemand ? StartRule.Either : cadence == Cadence.Once ? StartRule.Coach : StartRule.Clock, step.Terms.Rounds, null);
    }
}
