using CoachPlatform.Cases;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>How a case stands for the partner who reads, in words. Pure.</summary>
public static class StandingLook
{
    /// <summary>Null where there is nothing to say.</summary>
    public static (string Title, string Text)? Of(MyCase mine) => (mine.Standing.State, Coach: Called(mine), Other: mine.OtherName) switch
    {
        (StandingForMe.Paused, var coach, _) => (StandingWords.Paused.With(coach), StandingWords.Paused_Text),
        (StandingForMe.Left, _, _) => (StandingWords.Left, StandingWords.Left_Text),
        (StandingForMe.OtherLeft, _, var other) => (StandingWords.OtherLeft.With(other), $"{StandingWords.OtherLeft_Text} {StandingWords.Alone}"),
        (StandingForMe.Apart, _, var other) => (StandingWords.Apart.With(other), $"{StandingWords.Apart_Text} {StandingWords.Alone}"),
        (StandingForMe.Closed, var coach, _) => (StandingWords.Closed.With(coach), StandingWords.Closed_Text),
        _ when mine.Standing.Resting => (StandingWords.Resting, StandingWords.Resting_Text.With(mine.OtherName)),
        _ => null,
    };

    /// <summary>What the coach is called in running text: the first name, where it is one and no title.</summary>
    public static string Called(MyCase mine) => mine.CoachName.Split(' ')[0] is { Length: > 3 } first && !first.EndsWith('.') ? first : mine.CoachName;
}
