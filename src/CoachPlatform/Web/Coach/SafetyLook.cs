using CoachPlatform.Platform;
using CoachPlatform.Safety;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>What a coach is told of safety. Pure.</summary>
public static class SafetyLook
{
    public static string Of(SafetyOfSeat seat, SafetyView view) => seat switch
    {
        { Waits: true, AskedAt: { } asked } => SafetyWords.Waits.With(Day(asked, view)),
        { AnsweredAt: { } answered } => SafetyWords.Answered.With(Day(answered, view)),
        _ => SafetyWords.NotAsked,
    };

    private static string Day(DateTimeOffset at, SafetyView view) => When.DayWithin(LocalDay.Of(at, view.Zone), LocalDay.Of(view.Now, view.Zone));

    public static string Concerns(SafetyView view) => view.Concerns.Count(c => c.Open) switch
    {
        0 => SafetyWords.Concerns_None,
        1 => SafetyWords.Concerns_One,
        var count => SafetyWords.Concerns_Many.With(count),
    };

    public static string Standing(ConcernLine concern, SafetyView view) => concern switch
    {
        { ClosedAt: { } closed } => SafetyWords.Closed.With(When.Moment(closed, view.Now, view.Zone)),
        { TakenUpAt: { } at, Mine: true } => SafetyWords.TakenUp_You.With(When.Moment(at, view.Now, view.Zone)),
        { TakenUpAt: { } at } => SafetyWords.TakenUp.With(concern.TakenUpBy, When.Moment(at, view.Now, view.Zone)),
        _ => SafetyWords.Open_Standing,
    };
}
