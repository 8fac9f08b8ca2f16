using System.Globalization;

namespace CoachPlatform.Library;

/// <summary>What a person is told about a value that cannot be taken. All of it stands here, so that it can be translated in one place.</summary>
internal static class FieldWords
{
    public const string Missing = "This one is needed. If you would rather not, pass it.";
    public const string Nothing = "There is nothing here yet. Answer at least one of these, or pass.";
    public const string NotText = "Write this as text.";
    public const string NotOption = "Choose one of the options shown.";
    public const string NotOptions = "Choose from the options shown.";
    public const string NotYesNo = "Say yes or no.";
    public const string NotDate = "Give a day, such as 2026-03-14, or a day and time, such as 2026-03-14T19:30.";
    public const string NotList = "Give this as a list.";
    public const string Twice = "The same one is here twice.";
    public const string BadCharacter = "There is a character here that cannot be kept. Remove it, or write that part again.";
    public const string FirstPart = "Each line needs its first part.";

    public static string Between(int min, int max) => $"Choose between {N(min)} and {N(max)}.";

    public static string CountBetween(int min, int max) => $"Give a whole number from {N(min)} to {N(max)}.";

    public static string TooLong(int max, int length) => $"This is longer than {N(max)} characters. Yours has {N(length)}.";

    public static string ItemTooLong(int max, int length) => $"One line is longer than {N(max)} characters. Yours has {N(length)}.";

    public static string Fewest(int min) => min == 1 ? "Choose at least one." : $"Choose at least {N(min)}.";

    public static string Most(int max) => max == 1 ? "Choose only one." : $"Choose at most {N(max)}.";

    public static string FewestLines(int min) => min == 1 ? "Write at least one." : $"Write at least {N(min)}.";

    public static string MostLines(int max) => $"This takes at most {N(max)}.";

    public static string Exactly(int count) => $"Choose exactly {N(count)} different ones, in order.";

    public static string Parts(IReadOnlyList<string> labels) => $"Each line has these parts: {string.Join(", ", labels)}.";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
