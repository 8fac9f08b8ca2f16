using CoachPlatform.Answers;
using CoachPlatform.Library;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>Who may read an answer, in words, and in the keys of the JSON contract.</summary>
public static class Sharings
{
    public static string InWords(Scene scene) => scene.Mine?.Sharing switch
    {
        null or { Audience: Audience.Me } => CoupleWords.Own_Me,
        { Timing: Timing.Never } => CoupleWords.Own_Closed,
        { Audience: Audience.Coach } => CoupleWords.Own_Coach.With(scene.Coach),
        { Timing: Timing.WhenBoth } => CoupleWords.Own_WhenBoth.With(scene.OtherName),
        { Audience: Audience.Partner } => CoupleWords.Own_Partner.With(scene.OtherName, scene.Coach),
        { Audience: Audience.PartnerOnly } => CoupleWords.Own_PartnerOnly.With(scene.OtherName, scene.Coach),
        _ => "",
    };

    public static string Key(Audience audience) => audience switch
    {
        Audience.Me => "me",
        Audience.Coach => "coach",
        Audience.Partner => "partner",
        Audience.PartnerOnly => "partnerOnly",
    };

    public static string Key(Timing timing) => timing switch
    {
        Timing.Now => "now",
        Timing.WhenBoth => "whenBoth",
        Timing.InSession => "inSession",
        Timing.Never => "never",
    };

    /// <summary>What stands chosen at first: what the answer has, else what the exercise proposes.</summary>
    public static string ChosenAudience(Step step, Sharing? sharing) => Key(sharing?.Audience ?? SharingRules.Default(step));

    /// <summary>Somebody who is here alone writes for themselves, or for their coach too.</summary>
    public static IReadOnlyCollection<string> Audiences(Scene scene) => scene.View.Standing is { Ended: true } ? ["me", "coach"] : ["me", "coach", "partnerOnly", "partner"];

    public static string ChosenAudience(Scene scene, Sharing? sharing) =>
        ChosenAudience(scene.Step.Step, sharing) is var chosen && Audiences(scene).Contains(chosen) ? chosen : chosen == "partner" ? "coach" : "me";

    public static string ChosenTiming(Scene scene, Sharing? sharing) => Key(sharing?.Timing ?? Timings(scene)[0]);

    /// <summary>Somebody who is here alone has nobody to wait for.</summary>
    public static IReadOnlyList<Timing> Timings(Scene scene) => scene.View.Standing is { Ended: true } ? [Timing.Now] : Timings(scene.Step.Step);

    /// <summary>When it may open, the usual first. Opening in a session comes with sessions.</summary>
    public static IReadOnlyList<Timing> Timings(Step step) => step switch
    {
        { Mode: Mode.Individual, Log: true } => [Timing.Now],
        { Mode: Mode.Individual } => [Timing.Now, Timing.WhenBoth],
        _ => [Timing.WhenBoth, Timing.Now, Timing.Never],
    };
}
