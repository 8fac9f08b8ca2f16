namespace CoachPlatform.Web.Couple;

internal static class Called
{
    /// <summary>What somebody is called in running text: the first name, where it is one and no title.</summary>
    public static string Briefly(string name) => name.Split(' ')[0] is { Length: > 3 } first && !first.EndsWith('.') ? first : name;
}
