using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using static CoachPlatform.Specs.Programmes.Running;

namespace CoachPlatform.Specs.Programmes;

public class RunStepsSpecs
{
    [Fact]
    public void what_opens_at_once_is_given_with_the_start_and_what_waits_for_it_is_not()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Alone("b", StepOpening.AtOnce), Seen("c", StepOpening.After("a")));
        Assert.Equal("gave a, gave b", run.Look());
        Assert.Equal(new StepWaits(Waits.ForStep, "a"), run.Waits("c"));
    }

    [Fact]
    public void a_step_that_both_see_the_end_of_ends_with_its_round_and_the_next_opens_then()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal("", run.Later(30).Look());
        Assert.Equal("finished a, gave b", run.Done("a").Look());
    }

    [Fact]
    public void a_step_that_each_answers_alone_ends_on_its_day_whoever_has_answered()
    {
        var run = From(Alone("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal("", run.Done("a").Later(6).Look());
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 3, 9), Couple.Zone), RunSteps.EndsAt(run.At, run.Template.Find("a")!));
        Assert.Equal("finished a, gave b", run.Later(1).Look());
    }

    [Fact]
    public void days_after_a_step_are_counted_from_its_end_and_open_in_the_morning()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a", 3)));
        run.Look();
        Assert.Equal("finished a", run.Later(2).Done("a").Look());
        Assert.Equal(new StepWaits(Waits.ForItsDay, "a", LocalDay.Morning(new DateOnly(2026, 3, 7), Couple.Zone)), run.Waits("b"));
        Assert.Equal("", run.Later(2).Look());
        Assert.Equal("gave b", run.Later(1).Look());
    }

    [Fact]
    public void a_day_of_its_own_is_counted_from_the_start_where_the_couple_lives()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(7)));
        run.Look();
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 3, 9), Couple.Zone), run.Waits("b")!.Until);
        Assert.Equal("gave b", run.Later(7).Look());
    }

    [Fact]
    public void after_an_absence_over_two_days_one_step_opens_now_and_the_other_keeps_its_distance()
    {
        var run = From(Seen("a", StepOpening.OnDay(7)), Seen("b", StepOpening.OnDay(9)), Seen("c", StepOpening.OnDay(30)));
        Assert.Equal("gave a", run.Later(20).Look());
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 3, 24), Couple.Zone), run.Waits("b")!.Until);
        Assert.Equal("", run.Later(1).Look());
        Assert.Equal("gave b", run.Later(1).Look());
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 4, 14), Couple.Zone), run.Waits("c")!.Until);
    }

    [Fact]
    public void two_steps_of_the_same_day_open_together_also_when_they_are_late()
    {
        var run = From(Seen("a", StepOpening.OnDay(7)), Seen("b", StepOpening.OnDay(7)));
        Assert.Equal("gave a, gave b", run.Later(20).Look());
    }

    [Fact]
    public void a_programme_that_begins_later_gives_nothing_before_and_counts_from_there()
    {
        var run = From(Of(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(2))), new DateOnly(2026, 3, 5));
        Assert.Equal("", run.Look());
        Assert.Equal(new StepWaits(Waits.ForTheStart, Until: LocalDay.Morning(new DateOnly(2026, 3, 5), Couple.Zone)), run.Waits("a"));
        Assert.Equal("gave a", run.Later(3).Look());
        Assert.Equal("gave b", run.Later(2).Look());
    }

    [Fact]
    public void while_it_rests_nothing_is_given_and_afterwards_once_what_is_due()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(3)), Seen("c", StepOpening.OnDay(4)));
        run.Look();
        Assert.Equal("paused", run.Decide(at => PauseRun.Decide(at.Run)));
        Assert.Equal("", run.Later(10).Look());
        Assert.Equal(new StepWaits(Waits.Paused), run.Waits("b"));
        Assert.Equal("resumed", run.Decide(at => ResumeRun.Decide(at.Run)));
        Assert.Equal("gave b", run.Look());
        Assert.Equal("gave c", run.Later(1).Look());
    }

    [Fact]
    public void the_days_on_which_it_rests_are_none_of_a_step_s_days()
    {
        var run = From(Alone("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        run.Later(2).Decide(at => PauseRun.Decide(at.Run));
        Assert.Equal("", run.Later(10).Look());
        Assert.Equal("resumed", run.Decide(at => ResumeRun.Decide(at.Run)));
        // A week is theirs: two days of it are gone, whichever day it is now.
        Assert.Equal("", run.Later(4).Look());
        Assert.Equal("finished a, gave b", run.Later(1).Look());
    }

    [Fact]
    public void while_the_case_takes_nothing_new_nothing_is_given()
    {
        var run = From(Seen("a", StepOpening.AtOnce)).CaseOpen(false);
        Assert.Equal("", run.Look());
        Assert.Equal(new StepWaits(Waits.ForTheCase), run.Waits("a"));
        Assert.Equal("gave a", run.CaseOpen(true).Look());
    }

    [Fact]
    public void a_step_may_wait_for_the_coach_s_yes_which_counts_early_too()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a"), OnlyIf.Coach, "Ready?"), Seen("c", StepOpening.After("a"), OnlyIf.Coach, "Sure?"));
        run.Look();
        Assert.Equal("allowed b", run.Decide(at => AllowStep.Decide(at, "b")));
        Assert.Equal("", run.Look());
        Assert.Equal("finished a, gave b", run.Done("a").Look());
        Assert.Equal(new StepWaits(Waits.ForCoach, "Sure?"), run.Waits("c"));
        Assert.Equal("allowed c", run.Decide(at => AllowStep.Decide(at, "c")));
        Assert.Equal("gave c", run.Look());
        Assert.Equal("nothing-asked", run.Decide(at => AllowStep.Decide(at, "a")));
    }

    [Fact]
    public void a_step_on_a_topic_waits_until_it_is_offered_to_both()
    {
        var run = From(Seen("a", StepOpening.AtOnce, OnlyIf.Topic, "fears"));
        Assert.Equal("", run.Look());
        Assert.Equal(new StepWaits(Waits.ForTopic, "fears"), run.Waits("a"));
        Assert.Equal("gave a", run.Offer("fears").Look());
    }

    [Fact]
    public void of_two_ways_the_one_that_was_not_taken_is_left_out_by_itself()
    {
        ProgrammeStep[] steps = [Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a"), OnlyIf.Finished, "a"), Seen("c", StepOpening.After("a"), OnlyIf.LeftOut, "a")];
        var done = From(steps);
        done.Look();
        Assert.Equal("finished a, gave b, left out c", done.Done("a").Look());
        var leftOut = From(steps);
        leftOut.Look();
        leftOut.Decide(at => LeaveOutStep.Decide(at, "a"));
        Assert.Equal("left out b, gave c", leftOut.Look());
    }

    [Fact]
    public void what_waits_for_a_step_that_is_left_out_goes_on()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")), Seen("c", StepOpening.After("b", 2)));
        run.Look();
        Assert.Equal("left out b", run.Decide(at => LeaveOutStep.Decide(at, "b")));
        Assert.Equal("left out a", run.Decide(at => LeaveOutStep.Decide(at, "a")));
        Assert.Equal("", run.Look());
        Assert.Equal("gave c", run.Later(2).Look());
    }

    [Fact]
    public void an_exercise_that_the_coach_takes_back_is_left_out()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal("left out a, gave b", run.Withdraw("a").Look());
    }

    [Theory]
    [InlineData("safety-hold")]
    [InlineData("safety-not-asked")]
    public void what_waits_for_safety_says_so_to_the_coach_and_is_looked_at_again_soon(string refusal)
    {
        var run = From(Seen("a", StepOpening.AtOnce)).Block("a", refusal);
        Assert.Equal("", run.Look());
        Assert.Equal(new StepWaits(Waits.ForSafety, refusal), run.Waits("a"));
    }

    [Fact]
    public void a_step_whose_exercise_cannot_be_given_waits_and_holds_up_only_what_waits_for_it()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.AtOnce), Seen("c", StepOpening.After("a"))).Block("a", "exercise-retired");
        Assert.Equal("gave b", run.Look());
        Assert.Equal(new StepWaits(Waits.Blocked, "exercise-retired"), run.Waits("a"));
        run.Decide(at => LeaveOutStep.Decide(at, "a"));
        Assert.Equal("gave c", run.Look());
    }

    [Fact]
    public void it_ends_when_every_step_is_over_and_then_takes_no_change()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Alone("b", StepOpening.AtOnce));
        run.Look();
        run.Decide(at => LeaveOutStep.Decide(at, "a"));
        Assert.Equal("", run.Look());
        Assert.Equal("finished b, ended Completed", run.Later(8).Look());
        foreach (var change in new Func<RunAt, CoachPlatform.Platform.Commands.Decision>[] { at => PauseRun.Decide(at.Run), at => ResumeRun.Decide(at.Run), at => LeaveOutStep.Decide(at, "b"), at => AllowStep.Decide(at, "b") })
            Assert.Equal("run-ended", run.Decide(change));
        Assert.Equal("", run.Decide(at => EndRun.Decide(at.Run)));
    }

    [Fact]
    public void the_coach_ends_it_at_any_time_and_nothing_follows()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        run.Decide(at => PauseRun.Decide(at.Run));
        Assert.Equal("ended ByCoach", run.Decide(at => EndRun.Decide(at.Run)));
        Assert.Equal("", run.Done("a").Later(30).Look());
    }

    [Fact]
    public void a_step_is_changed_for_one_couple_and_the_template_stays()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Alone("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal("changed b", run.Decide(at => ChangeStep.Decide(at, "b", new(StartsWhen.OnDay, null, 4, null, null, 10))));
        Assert.Equal("gave b", run.Later(4).Look());
        Assert.Equal(StepOpening.After("a"), run.Template.Find("b")!.Terms.Opens);
        Assert.Equal("step-given", run.Decide(at => ChangeStep.Decide(at, "b", new(StartsWhen.AtOnce, null, null, null, null, 10))));
        Assert.Equal("changed b", run.Decide(at => ChangeStep.Decide(at, "b", new(StartsWhen.OnDay, null, 4, null, null, 12))));
        Assert.Equal("", run.Later(11).Look());
        Assert.Equal("finished b", run.Later(1).Look());
        Assert.Equal("step-settled", run.Decide(at => ChangeStep.Decide(at, "b", new(null, null, null, null, null, 14))));
    }

    [Fact]
    public void of_a_step_that_they_have_the_days_change_only_where_it_ends_by_them()
    {
        var run = From(Seen("a", StepOpening.AtOnce), new ProgrammeStep("b", "weekly-pulse", new StepTerms(StepOpening.AtOnce, Cadence.Weekly, 3)), Alone("c", StepOpening.AtOnce));
        run.Look();
        Assert.Equal("step-given", run.Decide(at => ChangeStep.Decide(at, "a", new(null, null, null, null, null, 12))));
        Assert.Equal("step-given", run.Decide(at => ChangeStep.Decide(at, "b", new(null, null, null, Cadence.Weekly, 4, null))));
        Assert.Equal("changed c", run.Decide(at => ChangeStep.Decide(at, "c", new(null, null, null, null, null, 12))));
        Assert.Equal("step-given", run.Decide(at => ChangeStep.Decide(at, "c", new(null, null, null, Cadence.Weekly, 2, null))));
    }

    [Fact]
    public void a_cadence_that_comes_to_the_same_is_no_other_however_it_is_said()
    {
        var both = Play.Exercises.First(e => e.Start == StartedBy.Both).Slug;
        foreach (var cadence in new Cadence?[] { null, Cadence.OnDemand })
        {
            var run = From(new ProgrammeStep("a", both, new StepTerms(StepOpening.AtOnce, cadence, Lasts: 28)));
            run.Look();
            foreach (var (said, days) in new (Cadence?, int)[] { (null, 20), (Cadence.OnDemand, 21) })
                Assert.Equal("changed a", run.Decide(at => ChangeStep.Decide(at, "a", new(null, null, null, said, null, days))));
        }
    }

    [Fact]
    public void a_step_that_came_late_because_of_its_condition_moves_no_later_day()
    {
        var run = From(Seen("a", StepOpening.OnDay(3), OnlyIf.Coach, "Ready?"), Seen("b", StepOpening.OnDay(50)), Seen("c", StepOpening.OnDay(2)), Seen("d", StepOpening.OnDay(60)));
        Assert.Equal("gave c", run.Later(2).Look());
        run.Later(38);
        Assert.Equal("allowed a", run.Decide(at => AllowStep.Decide(at, "a")));
        Assert.Equal("gave a", run.Look());
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 4, 21), Couple.Zone), run.Waits("b")!.Until);
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 5, 1), Couple.Zone), run.Waits("d")!.Until);
    }

    [Fact]
    public void what_sleeps_says_so_and_neither_ends_nor_runs_out_until_it_wakes()
    {
        var topic = Play.Exercises.First(e => e.Topic == "fears").Slug;
        var run = From(new ProgrammeStep("a", topic, new StepTerms(StepOpening.AtOnce, Cadence.OnDemand, Lasts: 20)), new ProgrammeStep("b", topic, new StepTerms(StepOpening.AtOnce)));
        run.Look();
        run.Asleep("a").Asleep("b");
        Assert.Equal("", run.Later(60).Look());
        foreach (var step in run.Template.Steps)
        {
            Assert.Equal(new StepWaits(Waits.ForTopic, "fears"), RunSteps.Sleeps(run.At, step));
            Assert.Null(RunSteps.EndsAt(run.At, step));
        }
    }

    [Fact]
    public void what_is_there_to_be_wanted_counts_from_when_its_topic_is_offered()
    {
        var later = Running.Start.AddDays(5);
        Assert.Equal(Running.Start, StepSeen.Since(Running.Start, null, _ => null, later));
        Assert.Null(StepSeen.Since(Running.Start, "fears", _ => null, later));
        Assert.Null(StepSeen.Since(Running.Start, "fears", _ => later.AddDays(1), later));
        Assert.Equal(later, StepSeen.Since(Running.Start, "fears", _ => later, later));
        Assert.Equal(Running.Start, StepSeen.Since(Running.Start, "fears", _ => Running.Start.AddDays(-9), later));
    }

    [Theory]
    [InlineData(-1, "start-in-past")]
    [InlineData(0, null)]
    [InlineData(366, null)]
    [InlineData(367, "start-too-far")]
    [InlineData(2_900_000, "start-too-far")]
    public void a_programme_begins_today_or_within_a_year(int days, string? refusal)
    {
        var programme = new ProgrammeOnShelf(Of(Seen("a", StepOpening.AtOnce)), null);
        Assert.Equal(refusal, StartRun.Check(Couple.Gate(Couple.Together), programme, null, false, new DateOnly(2026, 3, 2).AddDays(days), Running.Start)?.Slug);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("New One")]
    [InlineData("../x")]
    public void a_name_in_addresses_is_words_and_no_page_of_its_own(string slug) =>
        Assert.Contains("slug", ProgrammeRules.Broken(Of(Seen("a", StepOpening.AtOnce)) with { Slug = slug }, Play.Exercise).Select(b => b.Member));

    [Theory]
    [InlineData(StartsWhen.After, "b", null, null, null, "step")]
    [InlineData(StartsWhen.After, null, null, null, null, "step")]
    [InlineData(StartsWhen.OnDay, null, null, null, null, "days")]
    [InlineData(StartsWhen.OnDay, null, 0, null, null, "days")]
    [InlineData(StartsWhen.AtOnce, null, null, Cadence.Weekly, null, "rounds")]
    [InlineData(StartsWhen.AtOnce, null, null, null, 4, "rounds")]
    public void a_change_that_makes_no_sense_is_refused_field_by_field(StartsWhen when, string? step, int? days, Cadence? cadence, int? rounds, string field)
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        var refusal = ChangeStep.Decide(run.At, "b", new(when, step, days, cadence, rounds, null)).Refusal;
        Assert.Equal("fields-invalid", refusal?.Slug);
        Assert.Equal([field], refusal!.Errors!.Keys);
    }

    [Fact]
    public void the_unknown_step_is_not_there()
    {
        var run = From(Seen("a", StepOpening.AtOnce));
        foreach (var decide in new Func<RunAt, CoachPlatform.Platform.Commands.Decision>[] { at => LeaveOutStep.Decide(at, "x"), at => AllowStep.Decide(at, "x"), at => ChangeStep.Decide(at, "x", new(null, null, null, null, null, null)) })
            Assert.Equal("not-found", run.Decide(decide));
    }

    [Fact]
    public void what_comes_round_ends_when_its_last_round_has_had_its_time()
    {
        var run = From(new ProgrammeStep("a", "weekly-pulse", new StepTerms(StepOpening.AtOnce, Cadence.Weekly, 3)), Seen("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal("", run.Later(20).Look());
        Assert.Equal("finished a, gave b", run.Later(1).Look());
    }

    [Fact]
    public void it_is_looked_at_each_morning_and_sooner_where_something_is_due()
    {
        var run = From(Alone("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")));
        run.Look();
        Assert.Equal(LocalDay.Morning(new DateOnly(2026, 3, 3), Couple.Zone), RunSteps.LookFrom(run.At));
        Assert.Equal(Running.Start.AddMinutes(10), RunSteps.LookFrom(run.CaseOpen(false).At));
        // A case that is over takes nothing any more, so nobody has to look.
        Assert.Null(RunSteps.LookFrom(run.At with { World = run.At.World with { Over = true } }));
    }
}
