using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Privacy.Releases;

/// <summary>Collects what goes into the file of one release, as things stand now.</summary>
public sealed class ReleaseBuild(IDocumentStore store, ReleaseRounds rounds, ReleaseWords words, TimeProvider clock)
{
    /// <returns>Null when the coach has no place in the case any more, or nothing was agreed.</returns>
    public async Task<(ExportData Data, IReadOnlyList<string> Shown)?> RunAsync(string tenant, ExportJob job, Guid releaseId, Func<int, int, Task> progress, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        if (await session.LoadAsync<CaseGate>(job.CaseId, ct) is not { } gate
            || gate.Release(releaseId) is not { MadeAt: not null, BothAt: not null } release
            || await ExportBuild.MemberAsync(session, tenant, job, gate, ct) is not { } coach)
            return null;
        var stream = await session.Events.FetchStreamAsync(job.CaseId, token: ct);
        var proposed = stream.Select(e => e.Data).OfType<ReleaseProposed>().Single(p => p.ReleaseId == releaseId);
        var madeAt = clock.GetUtcNow();
        var reading = new ReleaseReading(releaseId, release.Kinds);
        var ids = (await session.LoadManyAsync<Round>(ct, [.. proposed.Scope.Rounds])).OrderBy(r => r.OpenedAt).ThenBy(r => r.Id).Select(r => r.Id).ToList();
        var (exported, shown) = (new List<ExportRound>(), new List<string>());
        await progress(0, ids.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            var (round, lines) = await rounds.OfAsync(coach, ids[i], reading, ct);
            if (round is not null)
                exported.Add(round);
            shown.AddRange(lines);
            await progress(i + 1, ids.Count);
        }

        var names = (await Names.OfCasesAsync(session, [job.CaseId], ct)).GetValueOrDefault(job.CaseId) ?? new Dictionary<Seat, string>();
        var (to, purpose) = (await words.OfAsync(session, [proposed], ct))[releaseId];
        var agreed = Seats.Both.Select(s => new ExportAgreement(s, names.GetValueOrDefault(s, ""), stream.Last(e => e.Data is ReleaseAgreed a && a.ReleaseId == releaseId && a.Seat == s).Timestamp));
        var manifest = new ExportManifest(
            ExportManifest.FormatName, ExportManifest.Newest, ExportKind.Release, job.Id, madeAt, gate.Zone, (await session.LoadAsync<PracticeProfile>(tenant, ct))?.Name ?? "",
            (await session.LoadAsync<StaffMember>(gate.Coach, ct))?.Name ?? "", ExportManifest.LeftOutOf(ExportKind.Release));
        var data = new ExportData(manifest, new ExportCase(job.CaseId, names, null, null, null), [], exported, [])
        {
            Release = new ExportRelease(releaseId, to, purpose, release.Kinds, release.ProposedAt, [.. agreed]),
        };
        return (data, shown);
    }
}
