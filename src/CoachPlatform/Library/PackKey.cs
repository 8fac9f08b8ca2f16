using System.Text.RegularExpressions;

namespace CoachPlatform.Library;

/// <summary>The shape of slugs and keys: lower-case words joined by hyphens, at most 60 characters.</summary>
internal static partial class PackKey
{
    public static bool Fits(string key) => key.Length <= 60 && Shape().IsMatch(key);

    /// <summary>The key under <paramref name="name"/>, after saying what is wrong with it.</summary>
    public static string Check(StrictMap entry, string name)
    {
        var key = entry.Text(name);
        if (key.Length > 0 && !Fits(key))
            entry.Refuse(name, $"‘{key}’ must be lower-case words joined by hyphens.");
        return key;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
