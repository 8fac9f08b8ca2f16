using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>Sentences with a number in them, with the word that fits it. Pure.</summary>
public static class Counted
{
    public static string DaysOver(int days) => Of(days, CoachWords.DayOver_One, CoachWords.DaysOver_Many);

    public static string OverdueBy(int days) => Of(days, CoachWords.OverdueBy_One, CoachWords.OverdueBy_Many);

    public static string Still(int days) => Of(days, CoachWords.Still_One, CoachWords.Still_Many);

    public static string Cases(int cases) => Of(cases, CoachWords.Cases_One, CoachWords.Cases_Many);

    /// <summary>The board's heading is the answer to "who needs me".</summary>
    public static string NeedALook(int cases)
    {
        var numbers = CoachWords.Numbers.Split(' ');
        return cases switch
        {
            0 => CoachWords.Board_Heading_None,
            1 => CoachWords.Board_Heading_One,
            _ => CoachWords.Board_Heading_Many.With(cases <= numbers.Length ? numbers[cases - 1] : cases),
        };
    }

    public static string Exercises(int exercises) => Of(exercises, CoachWords.Exercises_One, CoachWords.Exercises_Many);

    public static string Passages(int passages) => Of(passages, CoachWords.Passages_One, CoachWords.Passages_Many);

    private static string Of(int count, string one, string many) => count == 1 ? one : many.With(count);
}
