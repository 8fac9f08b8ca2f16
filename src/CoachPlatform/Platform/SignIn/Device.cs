namespace CoachPlatform.Platform.SignIn;

/// <summary>What somebody signs in with, in words they recognise it by. Enough to tell a phone from a computer, too little to tell one phone from another.</summary>
public static class Device
{
    // Browsers name others before themselves, so the more particular comes first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Firefox on Android</c>; a program that is no browser is called one.</summary>
    public static string Of(string? userAgent)
    {
        var text = userAgent ?? "";
        if (!text.StartsWith("Mozilla/", StringComparison.Ordinal))
            return "A program";
        return (Named(Browsers, text), Named(Systems, text)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => $"A browser on {system}",
            _ => "A browser",
        };
    }

    private static string? Named((string Mark, string Name)[] known, string text) => known.FirstOrDefault(k => text.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
