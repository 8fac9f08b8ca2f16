using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>What the pages about programmes say: rules, reasons and lengths in plain words. Pure.</summary>
public static class ProgrammeLook
{
    /// <summary>Why a step is not open yet. It names no partner: nothing here hangs on who has answered or said yes.</summary>
    /// <param name="titleOf">The title of a step's exercise, by the step's key.</param>
    public static string Why(StepWaits waits, Func<string, string> titleOf, DateTimeOffset now, string zone) => waits.Kind switch
    {
        Waits.ForTheStart => ProgrammeWords.Why_Start.With(Day(waits.Until!.Value, now, zone)),
        Waits.ForStep => ProgrammeWords.Why_Step.With(titleOf(waits.On!)),
        Waits.ForItsDay => ProgrammeWords.Why_Day.With(Day(waits.Until!.Value, now, zone)),
        Waits.ForTopic => ProgrammeWords.Why_Topic.With(TopicName.Of(waits.On!)),
        Waits.ForCoach => ProgrammeWords.Why_Coach.With(waits.On!),
        Waits.ForCondition => ProgrammeWords.Why_Condition.With(titleOf(waits.On!)),
        Waits.Blocked => waits.On switch
        {
            "exercise-retired" => ProgrammeWords.Why_Retired,
            _ => ProgrammeWords.Why_Blocked,
        },
        Waits.ForSafety => waits.On == "safety-hold" ? ProgrammeWords.Why_Hold : ProgrammeWords.Why_NotYet,
        Waits.ForTheCase => ProgrammeWords.Why_Case,
        Waits.Paused => ProgrammeWords.Why_Paused,
    };

    /// <summary>"tomorrow", "Fri", "20 Nov": a day inside a sentence.</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now, string zone) => When.DayWithin(LocalDay.Of(at, zone), LocalDay.Of(now, zone));

    public static string Opens(StepOpening opens, Func<string, string> titleOf) => opens.When switch
    {
        StartsWhen.AtOnce => ProgrammeWords.Opens_AtOnce,
        StartsWhen.After => ProgrammeWords.Opens_After.With(titleOf(opens.Step!)),
        StartsWhen.AfterDays => ProgrammeWords.Opens_AfterDays.With(Days(opens.Days!.Value), titleOf(opens.Step!)),
        StartsWhen.OnDay => ProgrammeWords.Opens_OnDay.With(Days(opens.Days!.Value)),
    };

    public static string Of(StepCondition condition, Func<string, string> titleOf) => condition.Kind switch
    {
        OnlyIf.Finished => ProgrammeWords.OnlyIf_Finished.With(titleOf(condition.Of)),
        OnlyIf.LeftOut => ProgrammeWords.OnlyIf_LeftOut.With(titleOf(condition.Of)),
        OnlyIf.Topic => ProgrammeWords.OnlyIf_Topic.With(TopicName.Of(condition.Of)),
        OnlyIf.Coach => ProgrammeWords.OnlyIf_Coach.With(condition.Of),
    };

    /// <summary>"weekly, 6 rounds", "given for 7 days".</summary>
    public static string Length(ProgrammeStepView step) =>
        step.Cadence.Repeats() ? ProgrammeWords.Length_Rounds.With(LibraryLook.Of(step.Cadence), Rounds(step.Rounds ?? 1))
        : step.Cadence == Cadence.OnDemand ? ProgrammeWords.Length_Wanted.With(Days(step.Days ?? 0))
        : ProgrammeWords.Length_Days.With(Days(step.Days ?? 0));

    public static string Of(StepEnd ends) => ends switch
    {
        StepEnd.WithItsRound => ProgrammeWords.Ends_WithItsRound,
        StepEnd.OnItsDay => ProgrammeWords.Ends_OnItsDay,
    };

    public static string Days(int days) => days == 1 ? ProgrammeWords.Days_One : ProgrammeWords.Days_Many.With(days);

    public static string Rounds(int rounds) => rounds == 1 ? ProgrammeWords.Rounds_One : ProgrammeWords.Rounds_Many.With(rounds);

    public static string Weeks(int weeks) => weeks == 1 ? ProgrammeWords.Weeks_One : ProgrammeWords.Weeks_Many.With(weeks);

    public static string Steps(int steps) => steps == 1 ? ProgrammeWords.Steps_One : ProgrammeWords.Steps_Many.With(steps);

    /// <summary>The next step to come.</summary>
    public static RunStepView? Next(RunView run) => run.Steps.FirstOrDefault(s => s.State == RunStepState.Waiting);
}
