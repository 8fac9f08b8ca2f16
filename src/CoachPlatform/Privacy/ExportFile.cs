using System.Security.Cryptography;
using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>
/// The file at rest: pieces, each sealed under the key of the person whose export it is, or under the practice's key for the case. Whoever is erased
/// takes their file along.
/// </summary>
internal static class ExportFile
{
    /// <summary>Bytes of one piece, before sealing.</summary>
    private const int Piece = 192 * 1024;

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Queues the sealed pieces; the key is held until the commit, so that erasure waits.</summary>
    /// <returns>False when the key is gone.</returns>
    public static async Task<bool> StoreAsync(IDocumentSession session, Sealer sealer, ExportJob job, byte[] file, CancellationToken ct)
    {
        var scope = job.Seat is { } seat ? KeyScopes.Seat(job.CaseId, seat) : KeyScopes.Practice(job.CaseId);
        if ((await new KeyRows(session, hold: true).AtAsync(session.TenantId, [scope], ct)).SingleOrDefault() is not { } key)
            return false;
        foreach (var (piece, n) in file.Chunk(Piece).Select((p, n) => (p, n)))
            session.Insert(new ExportPart($"{job.Id:N}-{n}", job.CaseId, job.Id, n, sealer.Seal(key, parent: null, PlaceOf(session.TenantId, job, n), Convert.ToBase64String(piece))));
        return true;
    }

    /// <summary>The file; null when a piece or its key is gone. It is their own, and what of others is in it went on record when it was made.</summary>
    public static async Task<byte[]?> OpenAsync(IQuerySession session, Opener opener, ExportJob job, string hash, CancellationToken ct)
    {
        var parts = await session.Query<ExportPart>().Where(p => p.ExportId == job.Id).OrderBy(p => p.N).ToListAsync(ct);
        var pieces = await opener.OpenAsync(Opening.ByAuthor, [.. parts.Select(p => new Box(p.Box, PlaceOf(session.TenantId, job, p.N)))], new KeyRows(session), ct);
        if (pieces.Any(p => p is null))
            return null;
        byte[] file = [.. pieces.SelectMany(p => Convert.FromBase64String(p!))];
        return HashOf(file) == hash ? file : null;
    }

    private static Place PlaceOf(string tenant, ExportJob job, int n) => KeyScopes.ExportFile(tenant, job.CaseId, job.Seat, job.Id, n);
}
