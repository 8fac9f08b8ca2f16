namespace CoachPlatform.Library.Search;

/// <summary>Which of PostgreSQL's text search configurations reads a text: it knows the stems and the small words of a language. All that are named here come with the server.</summary>
public static class TextLanguage
{
    /// <summary>Every word as it stands.</summary>
    public const string Unknown = "simple";

    /// <summary>What a text of its own making is taken for when its words do not tell: the language that the screens speak.</summary>
    private const string Undecided = "english";

    private const int Enough = 3;
    private const int LongestLook = 4000;

    private static readonly Dictionary<string, string> ByTag = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ca"] = "catalan",
        ["da"] = "danish",
        ["de"] = "german",
        ["en"] = "english",
        ["es"] = "spanish",
        ["fi"] = "finnish",
        ["fr"] = "french",
        ["hu"] = "hungarian",
        ["it"] = "italian",
        ["nb"] = "norwegian",
        ["nl"] = "dutch",
        ["nn"] = "norwegian",
        ["no"] = "norwegian",
        ["pt"] = "portuguese",
        ["ro"] = "romanian",
        ["ru"] = "russian",
        ["sv"] = "swedish",
        ["tr"] = "turkish",
    };

    /// <summary>Small words that are frequent in one of these languages and in few of the others.</summary>
    private static readonly Dictionary<string, HashSet<string>> SmallWords = new()
    {
        ["english"] = Of("the and you your of to is are it that this what with for they each other from have was when will not them their one"),
        ["spanish"] = Of("el los las que y del una por con para es lo su sus se al como más pero cada cuando qué otro uno esta este muy sin sobre"),
        ["german"] = Of("der die das und ist nicht ein eine einen zu den mit sich auf für dem was ihr euch wie auch wenn oder wir von im jeder"),
        ["french"] = Of("le les des et est une du que qui dans pour pas vous votre ce cette avec sur au plus chaque quand elle il ou nous"),
        ["italian"] = Of("il che di e un una per non con sono del della gli più come anche ogni quando voi vostro questo alla nel"),
        ["portuguese"] = Of("o os que e um uma para com não do da dos das em você vocês seu sua cada quando mais como por ao"),
        ["dutch"] = Of("de het een en van dat niet is je jullie met voor op zijn wat ook als aan er elke wanneer elkaar"),
    };

    /// <param name="tag">BCP 47; its first part counts.</param>
    public static string Of(string? tag, string otherwise = Unknown) => ByTag.GetValueOrDefault((tag ?? "").Split('-', '_')[0], otherwise);

    /// <summary>Of a text that does not say its language: the one whose small words are in it most often, when some are and no other has as many. Words are found as they stand besides, so a wrong guess costs stems alone.</summary>
    public static string Guess(string text)
    {
        var words = (text.Length <= LongestLook ? text : text[..LongestLook]).ToLowerInvariant().Split(NoLetters(text), StringSplitOptions.RemoveEmptyEntries);
        var counted = SmallWords.Select(l => (Language: l.Key, Count: words.Count(l.Value.Contains))).OrderByDescending(l => l.Count).Take(2).ToList();
        return counted[0].Count >= Enough && counted[0].Count > counted[1].Count ? counted[0].Language : Undecided;
    }

    private static char[] NoLetters(string text) => [.. text.Where(c => !char.IsLetter(c)).Distinct().Append(' ')];

    private static HashSet<string> Of(string words) => [.. words.Split(' ')];
}
