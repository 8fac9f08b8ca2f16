namespace CoachPlatform.Platform.Demo;

/// <summary>Where to go and how to sign in, for whoever has just started the application.</summary>
internal static class Welcome
{
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "+", "*"];

    public static async Task PrintAsync(TextWriter console, Script script, IReadOnlyList<string> addresses)
    {
        await console.WriteLineAsync();
        await console.WriteLineAsync($"The practice {script.Practice} is ready. Open {string.Join(" or ", Reachable(addresses))} and sign in:");
        await console.WriteLineAsync($"  coach     {script.Coach.Email}  ({script.Coach.Name})");
        foreach (var couple in script.Couples)
            await console.WriteLineAsync($"  partners  {string.Join(" and ", couple.Partners.Select(p => p.Email))}");
        await console.WriteLineAsync($"  password  {script.Password}");
        await console.WriteLineAsync();
    }

    /// <summary>The server's addresses as this machine can open them: one that listens everywhere is here localhost.</summary>
    public static IReadOnlyList<string> Reachable(IReadOnlyList<string> addresses) =>
        [.. addresses.Select(a => Everywhere.Aggregate(a, (address, host) => address.Replace($"://{host}", "://localhost", StringComparison.Ordinal)))];
}
