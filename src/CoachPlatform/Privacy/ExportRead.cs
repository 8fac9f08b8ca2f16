using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>One person's newest export in one case.</summary>
/// <param name="Done">Rounds that are in, of <paramref name="Of"/>; both 0 before the first.</param>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
public sealed record ExportView(
    Guid CaseId, string? With, string Zone, Guid? ExportId, ExportStage State, int Done, int Of, DateTimeOffset? AskedAt, DateTimeOffset? ReadyAt, DateTimeOffset? Expires, long Bytes);

/// <summary>How exports stand, and the file, for the one whose they are.</summary>
public sealed class ExportRead(IDocumentStore store, Memberships memberships, Opener opener, TimeProvider clock)
{
    private static readonly Refusal NotReady = Refusal.Conflict("export-not-ready", "It is not ready. Look again in a moment.");
    private static readonly Refusal Expired = new(410, "export-expired", "Its days are over and it was removed. You can ask for a new one.");
    private static readonly Refusal MovedOn = Refusal.Conflict("export-moved-on", "Something in it has changed since it was made, so it was removed. You can ask for a new one.");

    /// <summary>In each case of one partner.</summary>
    public async Task<IReadOnlyList<ExportView>> OfPersonAsync(Member member, CancellationToken ct)
    {
        var places = await PlacesAsync(member, ct);
        var views = new List<ExportView>();
        foreach (var place in places)
            if (await InCaseAsync(place, named: places.Count > 1, ct) is { } view)
                views.Add(view);
        return views;
    }

    public Task<ExportView?> InCaseAsync(Member place, bool named, CancellationToken ct) => ViewAsync(place, ExportDesk.OfMember(place), named, ct);

    private async Task<ExportView?> ViewAsync(Member place, ExportOf of, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        if (await session.LoadAsync<CaseGate>(of.CaseId, ct) is not { } gate)
            return null;
        var exports = await Exports.LoadAsync(session, Exports.StreamOf(place.Tenant!, of.CaseId, of.Seat, of.StaffId, of.Release), ct);
        var job = exports.Current is { } id ? await session.LoadAsync<ExportJob>(id, ct) : null;
        var names = named ? (await Practices.Names.OfCasesAsync(session, [of.CaseId], ct)).GetValueOrDefault(of.CaseId) : null;
        var stage = exports.Stage == ExportStage.Ready && exports.Expires <= clock.GetUtcNow() ? ExportStage.Expired : exports.Stage;
        return new ExportView(
            of.CaseId, place.Seat is { } seat ? names?.GetValueOrDefault(seat.Other()) : null, gate.Zone, exports.Current, stage, job?.Done ?? 0, job?.Of ?? 0,
            exports.AskedAt, exports.ReadyAt, exports.Expires, job?.Bytes ?? 0);
    }

    /// <summary>One export of a partner, in whichever of their cases; null when it is not theirs, or a newer one has taken its place.</summary>
    public async Task<ExportView?> OneAsync(Member member, Guid exportId, CancellationToken ct) =>
        (await OfPersonAsync(member, ct)).FirstOrDefault(v => v.ExportId == exportId);

    public async Task<Member?> PlaceOfAsync(Member member, Guid exportId, CancellationToken ct) =>
        await OneAsync(member, exportId, ct) is { } view ? (await PlacesAsync(member, ct)).FirstOrDefault(p => p.CaseId == view.CaseId) : null;

    /// <summary>The file, while everything in it may still be read; else it is gone.</summary>
    public async Task<(byte[]? File, Refusal? Refusal)> FileAsync(Member place, Guid exportId, CancellationToken ct)
    {
        await using var session = store.LightweightSession(place.Tenant!);
        return await FileAsync(session, place, await ExportDesk.OpenAsync(session, place, ct), exportId, ct);
    }

    /// <param name="asked">The export that the address names; null where it names none.</param>
    private async Task<(byte[]? File, Refusal? Refusal)> FileAsync(IDocumentSession session, Member place, ExportDesk desk, Guid? asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (desk.Exports.Current is not { } exportId || (asked ?? exportId) != exportId)
            return (null, Refusal.NotFound);
        if (desk.Exports.Stage != ExportStage.Ready)
            return (null, desk.Exports.Stage switch { ExportStage.Building => NotReady, ExportStage.MovedOn => MovedOn, _ => Expired });
        if (desk.Exports.Expires <= now)
            return (null, Expired);
        var file = await ReadAsync(session, place, exportId, desk.Exports.Hash!, now, ct);
        var decision = file is null
            ? ExportDecisions.Drop(desk.Exports, desk.Of, exportId, ExportEnd.MovedOn)
            : ExportDecisions.Collect(desk.Exports, desk.Of, exportId);
        desk.Commit(session, decision.Events, now);
        await session.SaveChangesAsync(ct);
        return file is null ? (null, MovedOn) : (file, null);
    }

    /// <summary>How the file of a release is coming on.</summary>
    public Task<ExportView?> ReleaseAsync(Member coach, Guid releaseId, CancellationToken ct) => ViewAsync(coach, OfRelease(coach, releaseId), named: false, ct);

    /// <summary>The file of a release, on the same terms.</summary>
    public async Task<(byte[]? File, Refusal? Refusal)> ReleaseFileAsync(Member coach, Guid releaseId, CancellationToken ct)
    {
        await using var session = store.LightweightSession(coach.Tenant!);
        return await FileAsync(session, coach, await ExportDesk.OpenAsync(session, OfRelease(coach, releaseId), coach.Actor, ct), null, ct);
    }

    private static ExportOf OfRelease(Member coach, Guid releaseId) => new(coach.CaseId!.Value, null, coach.StaffId, releaseId);

    private async Task<byte[]?> ReadAsync(IDocumentSession session, Member place, Guid exportId, string hash, DateTimeOffset now, CancellationToken ct)
    {
        var caseId = place.CaseId!.Value;
        if (await session.LoadAsync<ExportJob>(exportId, ct) is not { Shown: { } shown } job || await session.LoadAsync<CaseGate>(caseId, ct) is not { } gate)
            return null;
        var rounds = await session.Query<Round>().Where(r => r.CaseId == caseId).ToListAsync(ct);
        var seen = job.Release is not { } release ? ExportSight.Of(place.Reader, rounds, gate, now)
            : gate.Release(release) is { } made ? ReleaseSight.Of(place.Reader, rounds, gate, made.Kinds, now)
            : [];
        return ExportSight.StillHolds(shown, seen) ? await ExportFile.OpenAsync(session, opener, job, hash, ct) : null;
    }

    private async Task<IReadOnlyList<Member>> PlacesAsync(Member member, CancellationToken ct) =>
        [.. (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null)];
}
