using CoachPlatform.Platform;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>
/// Each night carries out the rules of each practice. What is due is counted as of that night, whenever it is looked at: after a restart, on another node or
/// a second time the same comes of it.
/// </summary>
public sealed partial class RetentionWatch(
    IDocumentStore store, EndKept end, JournalFile file, JournalKeeper journal, Readiness readiness, TimeProvider clock, ILogger<RetentionWatch> log)
    : Watch(Every, readiness, clock, log)
{
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(5);

    /// <summary>By practice, the last night that was seen to.</summary>
    private readonly Dictionary<string, DateTimeOffset> seen = [];

    /// <summary>One look: whatever the last night has ended, in every practice that has not been seen to since.</summary>
    public override async Task LookAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        foreach (var practice in await session.Query<PracticeProfile>().OrderBy(p => p.Id).ToListAsync(ct))
        {
            var night = RetentionNight.Last(Clock.GetUtcNow(), practice.Zone);
            if (seen.GetValueOrDefault(practice.Id) < night && await RunAsync(practice.Id, night, ct))
                seen[practice.Id] = night;
        }
    }

    /// <returns>Whether all of it went well.</returns>
    private async Task<bool> RunAsync(string tenant, DateTimeOffset night, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        if ((await Retention.LoadAsync(session, ct)).HoldingAt(night) is not { Count: > 0 } rules)
            return true;
        var ends = WhatRetentionEnds.Of(rules, await RetentionFacts.OfAsync(session, null, night, ct), night).Endings;
        if (ends.Count == 0)
            return true;
        if (!file.MayWrite())
        {
            NoJournal(log);
            return false;
        }

        var well = true;
        foreach (var caseId in ends.Select(e => e.Case.CaseId).Distinct().Order())
        {
            try
            {
                while (await end.RunAsync(tenant, caseId, night, ct))
                    Ended(log, caseId);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                NotEnded(log, caseId, e.GetType().Name);
                well = false;
            }
        }

        await journal.TryCopyAsync(ct);
        return well;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A retention rule was carried out in case {CaseId}.")]
    private static partial void Ended(ILogger log, Guid caseId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A retention rule could not be carried out in case {CaseId}: {Problem}. It is tried again.")]
    private static partial void NotEnded(ILogger log, Guid caseId, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The erasure journal cannot be written, so no retention rule is carried out. It is tried again.")]
    private static partial void NoJournal(ILogger log);
}
