using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;

namespace CoachPlatform.Web.Coach;

/// <summary>What the case page says, from its case. Pure.</summary>
public static class CaseLook
{
    public static string Policy(SecretsPolicy policy) => policy switch
    {
        SecretsPolicy.None => CoachWords.Policy_None,
        SecretsPolicy.Limited => CoachWords.Policy_Limited,
    };

    /// <summary>What the policy means, in plain words.</summary>
    public static string Effect(SecretsPolicy policy) => policy switch
    {
        SecretsPolicy.None => CoachWords.Policy_None_Effect,
        SecretsPolicy.Limited => CoachWords.Policy_Limited_Effect,
    };

    /// <summary>"Due Fri" or "Since 11 Nov" while it runs, the day of its opening afterwards.</summary>
    public static string DayOf(CaseRound round, DateTimeOffset now, string zone)
    {
        var today = Platform.LocalDay.Of(now, zone);
        return round switch
        {
            { Open: true, DueOn: { } due } => Shared.Wording.With(CoachWords.Due_Short, When.DayWithin(due, today)),
            { OpenedTogether: { } together } => When.Day(together, now, zone),
            { Open: true } => Shared.Wording.With(CoachWords.Since_Short, When.DayWithin(Platform.LocalDay.Of(round.OpenedAt, zone), today)),
            _ => When.Day(round.OpenedAt, now, zone),
        };
    }

    /// <summary>Why a round ended before its time, for the coach alone; null when it did not.</summary>
    public static string? ClosedBecause(CaseRound round) => round switch
    {
        { ClosedBecause: Because.TopicClosed, TopicOpen: true } => CoachWords.Because_TopicClosed_Then,
        { ClosedBecause: { } because } => WordsOf(because),
        _ => null,
    };

    public static bool Opened(CaseRound round) => round.Mark is RoundMark.OpenedTogether or RoundMark.Agreed or RoundMark.Done;

    private static string WordsOf(Because because) => because switch
    {
        Because.Withdrawn => CoachWords.Because_Withdrawn,
        Because.TopicClosed => CoachWords.Because_TopicClosed,
        Because.Lapsed => CoachWords.Because_Lapsed,
        Because.SeatLeft => CoachWords.Because_SeatLeft,
        Because.Separated => CoachWords.Because_Separated,
        Because.CaseClosed => CoachWords.Because_CaseClosed,
    };
}
