using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>Rounds as one reader may read them now, opened by the same way as any page: sight, then the ledger, then the boxes.</summary>
public sealed class ExportRounds(IDocumentStore store, OpenRound rounds, Opener opener, LibraryShelf shelf, TimeProvider clock)
{
    private const int MostTries = 5;

    private readonly ExportOwnWords ownWords = new(opener);

    /// <returns>The round, and what of others is in it; null where there is nothing for this reader.</returns>
    public async Task<(ExportRound? Round, IReadOnlyList<string> Shown)> OfAsync(Member member, Guid roundId, CancellationToken ct)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var before = await SightAsync(member, roundId, ct);
            var round = await ReadAsync(member, roundId, ct);
            // What is noted down as being in the file must be what is in it, so nothing may have moved while it was read.
            if ((await SightAsync(member, roundId, ct)).SequenceEqual(before))
                return (round, before);
        }

        throw new InvalidOperationException("A round moved each time it was read.");
    }

    private async Task<IReadOnlyList<string>> SightAsync(Member member, Guid roundId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await session.LoadAsync<Round>(roundId, ct) is { } round && await session.LoadAsync<CaseGate>(round.CaseId, ct) is { } gate
            ? ExportSight.Of(member.Reader, [round], gate, clock.GetUtcNow())
            : [];
    }

    private async Task<ExportRound?> ReadAsync(Member member, Guid roundId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        if (await session.LoadAsync<Round>(roundId, ct) is not { } round || await shelf.VersionAsync(session, round.ExerciseVersionId, ct) is not { } exercise)
            return null;
        var own = member.Seat is null ? Enumerable.Empty<ExportAct>().ToLookup(_ => round.Steps[0].Step) : await ownWords.OfAsync(session, member, round, exercise, ct);
        var view = await rounds.ForAsync(member, roundId, Routes.Export, withOthers: true, ct);
        if (view is null && own.Count == 0)
            return null;
        var shown = view?.Steps.Select(s => StepOf(s, own[s.Ref])).ToList() ?? [];
        // What somebody has given is theirs to take along, also where its step is on no page any more.
        var more = own.Where(o => shown.TrueForAll(s => (s.Key, s.Turn) != (o.Key.Key, o.Key.Turn)))
            .Select(o => new ExportStep(o.Key.Key, o.Key.Turn, exercise.Find(o.Key.Key)?.Title ?? "", round.Find(o.Key)?.Plan.Mode ?? Mode.Individual, null, [.. o], [], null));
        return new ExportRound(
            round.Id, exercise.Slug, exercise.Title, exercise.VersionId, round.Occurrence, round.OpenedAt, view?.DueOn, view?.Open ?? false, view?.Word, [.. shown, .. more],
            view is null ? [] : [.. view.Comments.Select(c => new ExportComment(c.Id, c.By, c.At, c.Text, c.To))]);
    }

    internal static ExportStep StepOf(StepView step, IEnumerable<ExportAct> own) => new(
        step.Ref.Key, step.Ref.Turn, step.Step.Title, step.Step.Mode, step.Opened, [.. own],
        [.. step.Answers.Where(a => !a.Mine).Select(a => new ExportAnswer(a.Author, a.Name, a.Status, a.Entry, a.Version, a.GivenAt, ExportText.Fields(step.Step, a.Values)))],
        step.Joint is { } j ? new ExportJoint(j.Version, j.By, j.ByName, j.Confirmed, j.At, ExportText.Fields(step.Step, j.Values)) { Carried = j.Carried ? true : null } : null);
}
