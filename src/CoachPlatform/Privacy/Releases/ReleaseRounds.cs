using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Privacy.Releases;

/// <summary>Rounds as they go into the file of a release: narrowed to it first, then into the ledger as released, then opened.</summary>
public sealed class ReleaseRounds(IDocumentStore store, OpenRound rounds, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <returns>The round, and what is in it; null where nothing of it goes out.</returns>
    public async Task<(ExportRound? Round, IReadOnlyList<string> Shown)> OfAsync(Member coach, Guid roundId, ReleaseReading release, CancellationToken ct)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var before = await SightAsync(coach, roundId, release, ct);
            var view = before.Count == 0 ? null : await rounds.ForAsync(coach, roundId, Routes.Release, withOthers: true, ct, release);
            // What is noted down as being in the file must be what is in it, so nothing may have moved while it was read.
            if ((await SightAsync(coach, roundId, release, ct)).SequenceEqual(before))
                return (view is null ? null : RoundOf(view), before);
        }

        throw new InvalidOperationException("A round moved each time it was read.");
    }

    private async Task<IReadOnlyList<string>> SightAsync(Member coach, Guid roundId, ReleaseReading release, CancellationToken ct)
    {
        await using var session = store.QuerySession(coach.Tenant!);
        return await session.LoadAsync<Round>(roundId, ct) is { } round && round.CaseId == coach.CaseId && await session.LoadAsync<CaseGate>(round.CaseId, ct) is { } gate
            ? ReleaseSight.Of(coach.Reader, [round], gate, release.Kinds, clock.GetUtcNow())
            : [];
    }

    private static ExportRound RoundOf(RoundView view) => new(
        view.RoundId, view.Exercise.Slug, view.Exercise.Title, view.Exercise.VersionId, view.Occurrence, view.OpenedAt, view.DueOn, view.Open, null,
        [.. view.Steps.Select(s => ExportRounds.StepOf(s, []))], []);
}
