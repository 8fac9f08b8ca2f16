namespace CoachPlatform.Library.Authoring;

/// <summary>What a copy owes to the shipped exercise that it was made from: it may add what protects a couple, and remove nothing of it.</summary>
public static class CopyRules
{
    /// <returns>What is not kept, as the member it is about and words for the coach.</returns>
    public static IEnumerable<(string Member, string Reason)> Broken(Exercise copy, Exercise origin)
    {
        if (origin.Topic != "none" && copy.Topic != origin.Topic)
            yield return ("topic", $"What this was copied from needs consent to {origin.Topic}. A copy keeps that.");
        if (origin.Flags.Contains("screened") && !copy.Flags.Contains("screened"))
            yield return ("screened", "What this was copied from is given only after safety questions. A copy keeps that.");
        if (origin.Flags.Contains("caution") && !copy.Flags.Contains("caution"))
            yield return ("caution", "What this was copied from has a caution. A copy keeps one; its words are yours.");
        foreach (var flag in origin.Flags.Except(copy.Flags).Except(["screened", "caution"]))
            yield return ("flags", $"What this was copied from has the flag {flag}. A copy keeps it.");
    }
}
