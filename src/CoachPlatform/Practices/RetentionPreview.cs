using System.Security.Cryptography;
using System.Text;
using CoachPlatform.Cases;

namespace CoachPlatform.Practices;

/// <summary>What rules would remove, without a word of what anybody wrote, and without who answered.</summary>
/// <param name="Look">Stands for all of it; setting the rules asks for it, so that nobody sets what they have not looked at.</param>
/// <param name="NextRun">The next night; what counts as now is what these rules would end then, if they held.</param>
/// <param name="Held">How many cases a legal hold keeps from it; they are left out of everything else here.</param>
/// <param name="Rounds">The first 200 rounds whose answers would go, the oldest first.</param>
/// <param name="Cases">The first 200 closed cases.</param>
public sealed record RetentionPreview(
    string Look, DateTimeOffset NextRun, RetentionCount Answers, RetentionCount ClosedCases, int Held, IReadOnlyList<EndingRound> Rounds, IReadOnlyList<EndingCase> Cases)
{
    public const int Listed = 200;

    /// <summary>How far ahead a preview looks.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromDays(30);

    /// <summary>A digest of exactly what would go, by ids and days.</summary>
    public static string LookOf(IReadOnlyList<RetentionRule> rules, WhatRetentionEnds ends)
    {
        var text = string.Join('\n', [.. rules.Select(r => $"{r.RuleId:N}"), .. ends.Endings.Select(e => $"{e.Rule.RuleId:N}|{e.Case.CaseId:N}|{e.Round?.RoundId:N}"), .. ends.Held.Select(h => $"held|{h:N}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

/// <param name="Now">How many would go in the next night.</param>
/// <param name="Soon">How many more in the 30 days after it.</param>
public sealed record RetentionCount(int Now, int Soon)
{
    public static RetentionCount Of(IEnumerable<Ending> endings, DateTimeOffset nextRun)
    {
        var all = endings.ToList();
        var now = all.Count(e => e.Reached <= nextRun);
        return new RetentionCount(now, all.Count - now);
    }
}

/// <param name="Title">Of the exercise; null where somebody else coaches the couple, since an exercise can say what the two work on.</param>
/// <param name="Ended">When the round ended.</param>
/// <param name="Answers">How many answers there are, of both together.</param>
/// <param name="Soon">Not in the next night, but in the 30 days after it.</param>
public sealed record EndingRound(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, string? Title, DateTimeOffset Ended, int Answers, bool Soon);

/// <param name="Closed">When the case was closed.</param>
public sealed record EndingCase(Guid CaseId, IReadOnlyDictionary<Seat, string> Names, DateTimeOffset Closed, int Rounds, int Answers, bool Soon);
