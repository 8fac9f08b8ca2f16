using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Privacy.Releases;

/// <param name="Until">When its days are over, while it stands.</param>
/// <param name="MadeAt">When the file was made.</param>
public sealed record ReleaseView(
    Guid ReleaseId, string To, string Purpose, IReadOnlyList<ReleaseKind> Kinds, IReadOnlyList<ReleaseRound> Rounds, DateTimeOffset ProposedAt, DateTimeOffset Until, ReleaseStage Stage, DateTimeOffset? MadeAt)
{
    /// <summary>Whether the partner who reads has agreed; always false for a coach, who learns only of both.</summary>
    public bool Mine { get; init; }

    /// <summary>For a coach: how the file is coming on.</summary>
    public ExportView? File { get; init; }
}

public sealed record ReleaseRound(Guid RoundId, string Title, DateTimeOffset OpenedAt);

/// <param name="Rounds">What could be proposed now, newest first.</param>
/// <param name="MayPropose">Both are there to be asked.</param>
/// <param name="GoesOut">A file could be made now.</param>
public sealed record CaseReleases(
    Guid CaseId, IReadOnlyDictionary<Seat, string> Names, string Zone, DateTimeOffset Now, IReadOnlyList<ReleaseView> Releases, IReadOnlyList<ReleaseRound> Rounds, bool MayPropose, bool GoesOut, long Position);

/// <summary>What one partner has been asked. Nothing of it depends on the other before both have agreed.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
/// <param name="Pauses">The case rests as this partner may know it, and so nothing goes out.</param>
public sealed record MyReleases(Guid CaseId, string? With, string Other, string Coach, string Zone, DateTimeOffset Now, IReadOnlyList<ReleaseView> Releases, bool Pauses, long Position);

/// <summary>What one partner has been asked and has not agreed to, without a word of what it is about.</summary>
public sealed record AskedReleases(Guid CaseId, string Zone, DateTimeOffset Now, IReadOnlyList<DateTimeOffset> Until, long Position);

/// <summary>Releases of a case, newest first, as its coach or one partner may know them.</summary>
public sealed class ReadReleases(IDocumentStore store, Memberships memberships, LibraryShelf shelf, ReleaseWords words, ExportRead exports, TimeProvider clock)
{
    public async Task<CaseReleases?> OfCoachAsync(Member coach, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(coach.Tenant!);
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var now = clock.GetUtcNow();
        var rounds = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var views = new List<ReleaseView>();
        foreach (var view in await ViewsAsync(session, gate, r => r.StageAt(gate, now), rounds, ct))
            views.Add(view with { File = view.Stage == ReleaseStage.Made ? await exports.ReleaseAsync(coach, view.ReleaseId, ct) : null });
        var library = await shelf.VersionsAsync(session, rounds.Select(r => r.ExerciseVersionId), ct);
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) ?? new Dictionary<Seat, string>();
        return new CaseReleases(
            caseId, names, gate.Zone, now, views,
            [.. rounds.Where(r => ProposeRelease.MayBeNamed(r, gate, now)).OrderByDescending(r => r.OpenedAt).ThenBy(r => r.Id).Select(r => RoundOf(r, library))],
            ProposeRelease.BothCanAgree(gate), MakeRelease.GoesOut(gate), (await session.LoadAsync<CaseBoard>(caseId, ct))?.Feed.Coach ?? 0);
    }

    /// <summary>In each case of one partner, what waits for them.</summary>
    public Task<IReadOnlyList<AskedReleases>> AskedAsync(Member member, CancellationToken ct) => memberships.EachCaseAsync(member, (place, _) => AskedOfAsync(place, ct), ct);

    /// <summary>In each case of one partner.</summary>
    public Task<IReadOnlyList<MyReleases>> OfPersonAsync(Member member, CancellationToken ct) => memberships.EachCaseAsync(member, (place, named) => OfSeatAsync(place, named, ct), ct);

    public async Task<MyReleases?> OfSeatAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat, now) = (place.CaseId!.Value, place.Seat!.Value, clock.GetUtcNow());
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var names = (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId);
        var asked = (gate.Releases ?? []).ToDictionary(r => r.Id);
        var rounds = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var views = await ViewsAsync(session, gate, r => r.StageFor(gate, seat, now), rounds, ct);
        var other = names?.GetValueOrDefault(seat.Other(), "") ?? "";
        return new MyReleases(
            caseId, named ? other : null, other, await Names.OfCoachAsync(session, gate, ct), gate.Zone, now,
            [.. views.Select(v => v with { Mine = asked[v.ReleaseId].Agreed.Contains(seat) })], gate.PausedFor(seat), (await session.LoadAsync<CaseBoard>(caseId, ct))?.Feed.Seats[seat] ?? 0);
    }

    private async Task<AskedReleases?> AskedOfAsync(Member place, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var (caseId, seat, now) = (place.CaseId!.Value, place.Seat!.Value, clock.GetUtcNow());
        if (await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var waiting = (gate.Releases ?? []).Where(r => r.StageFor(gate, seat, now) == ReleaseStage.Open && !r.Agreed.Contains(seat));
        return new AskedReleases(caseId, gate.Zone, now, [.. waiting.Select(r => r.Until)], (await session.LoadAsync<CaseBoard>(caseId, ct))?.Feed.Seats[seat] ?? 0);
    }

    private async Task<IReadOnlyList<ReleaseView>> ViewsAsync(IQuerySession session, CaseGate gate, Func<Release, ReleaseStage> stage, IReadOnlyList<Round> rounds, CancellationToken ct)
    {
        if (gate.Releases is not { Count: > 0 } releases)
            return [];
        var proposed = (await session.Events.FetchStreamAsync(gate.Id, token: ct)).Select(e => e.Data).OfType<ReleaseProposed>().ToDictionary(p => p.ReleaseId);
        var texts = await words.OfAsync(session, [.. proposed.Values], ct);
        var library = await shelf.VersionsAsync(session, rounds.Select(r => r.ExerciseVersionId), ct);
        return
        [
            .. from release in releases
               orderby release.ProposedAt descending, release.Id
               let scope = proposed[release.Id].Scope
               let text = texts[release.Id]
               select new ReleaseView(
                   release.Id, text.To, text.Purpose, release.Kinds,
                   [.. rounds.Where(r => scope.Rounds.Contains(r.Id)).OrderByDescending(r => r.OpenedAt).ThenBy(r => r.Id).Select(r => RoundOf(r, library))],
                   release.ProposedAt, release.Until, stage(release), release.MadeAt),
        ];
    }

    private static ReleaseRound RoundOf(Round round, ShippedLibrary library) => new(round.Id, library.Version(round.ExerciseVersionId)?.Title ?? "", round.OpenedAt);
}
