using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using Marten;

namespace CoachPlatform.Programmes;

/// <summary>A run as it would begin: of the newest version of a programme, with the newest version of each of its exercises.</summary>
public sealed class PlannedRun(LibraryShelf library, ProgrammeShelf programmes)
{
    public async Task<(ProgrammeRun? Run, Refusal? Refusal)> OfAsync(
        IQuerySession session, CaseGate gate, Guid runId, string? slug, DateOnly? startsOn, DateTimeOffset now, CancellationToken ct)
    {
        var programme = await programmes.NewestAsync(session, slug ?? "", ct);
        var onOffer = await library.ForAsync(session, ct);
        var steps = programme?.Programme.Steps ?? [];
        var missing = steps.FirstOrDefault(s => onOffer.Newest(s.Exercise) is null || onOffer.IsRetired(s.Exercise))?.Key;
        if (StartRun.Check(gate, programme, missing, await RunsAsync(session, gate.Id, slug, ct), startsOn, now) is { } refusal)
            return (null, refusal);
        var exercises = steps.ToDictionary(s => s.Key, s => onOffer.Newest(s.Exercise)!.VersionId);
        return (ProgrammeRun.Fold(null, runId, new RunStarted(gate.Id, programme!.Programme.VersionId, exercises, startsOn), now), null);
    }

    private async Task<bool> RunsAsync(IQuerySession session, Guid caseId, string? slug, CancellationToken ct)
    {
        foreach (var run in await session.Query<ProgrammeRun>().Where(r => r.CaseId == caseId).ToListAsync(ct))
            if (run.EndedAt is null && (await programmes.VersionAsync(session, run.TemplateVersionId, ct))?.Slug == slug)
                return true;
        return false;
    }
}
