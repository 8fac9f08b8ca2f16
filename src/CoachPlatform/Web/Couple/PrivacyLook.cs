using CoachPlatform.Consent;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>What the page of consents says about one topic. Pure.</summary>
public static class PrivacyLook
{
    /// <summary>What it covers, in plain words. Another meaning needs another <see cref="Topics.TextVersion"/>.</summary>
    public static string Covers(string topic) => topic switch
    {
        "intimacy" => CoupleWords.Topic_Intimacy_Covers,
        "fears" => CoupleWords.Topic_Fears_Covers,
        "family" => CoupleWords.Topic_Family_Covers,
        "money" => CoupleWords.Topic_Money_Covers,
        "health" => CoupleWords.Topic_Health_Covers,
        _ => "",
    };

    public static bool Yes(MyTopic topic) => topic.Decision == "granted";

    public static string Said(MyTopic topic, DateTimeOffset now, string zone) => topic switch
    {
        { Decision: "undecided" } or { Since: null } => CoupleWords.Privacy_Asked,
        { Decision: "granted", Since: { } since } => CoupleWords.Privacy_Since_Yes.With(Moments.Day(since, now, zone)),
        { Since: { } since } => CoupleWords.Privacy_Since_No.With(Moments.Day(since, now, zone)),
    };
}
