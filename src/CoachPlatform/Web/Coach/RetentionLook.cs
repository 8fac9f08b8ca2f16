using CoachPlatform.Practices;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>Retention rules in words. Pure.</summary>
public static class RetentionLook
{
    private static readonly int[] Usual = [6, 12, 18, 24, 36, 60, 84, 120];

    /// <summary>"18 months", "2 years".</summary>
    public static string Time(int months) => (months % 12, months / 12) switch
    {
        (0, 1) => RetentionWords.Years_One,
        (0, var years) => RetentionWords.Years_Many.With(years),
        _ => RetentionWords.Months_Many.With(months),
    };

    public static string Answers(int? months) => months is { } some ? RetentionWords.Answers_For.With(Time(some)) : RetentionWords.Answers_None;

    public static string Cases(int? months) => months is { } some ? RetentionWords.Cases_For.With(Time(some)) : RetentionWords.Cases_None;

    /// <summary>What can be chosen: the usual, and what was chosen already.</summary>
    public static IEnumerable<int> Choices(int? chosen) => Usual.Union(chosen is { } months ? [months] : []).Order();

    public static int? Wanted(KeptView kept) => kept.From is null ? kept.Months : kept.NextMonths;

    public static string Count(int answers) => answers == 1 ? RetentionWords.Count_One : RetentionWords.Count_Many.With(answers);

    public static string Held(int cases) => cases == 1 ? RetentionWords.Preview_Held_One : RetentionWords.Preview_Held_Many.With(cases);
}
