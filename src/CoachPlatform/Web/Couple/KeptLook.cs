using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>How long things are kept, in a partner's words. Pure.</summary>
public static class KeptLook
{
    public static string Answers(int? months) => months is { } some ? KeptWords.Answers.With(Time(some)) : KeptWords.Answers_None;

    public static string Cases(int? months, string practice) => months is { } some ? KeptWords.Cases.With(Capital(Time(some))) : KeptWords.Cases_None.With(practice);

    private static string Time(int months) => (months % 12, months / 12) switch
    {
        (0, 1) => KeptWords.Years_One,
        (0, var years) => KeptWords.Years_Many.With(years),
        _ => KeptWords.Months_Many.With(months),
    };

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], System.Globalization.CultureInfo.CurrentCulture) + words[1..];
}
