using CoachPlatform.Cases;
using CoachPlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CoachPlatform.Privacy;

/// <param name="Fits">False: the certificate does not hold.</param>
public sealed record Finding(bool Fits, string Words);

/// <summary>What anybody can check about a certificate of erasure, and, with a database, whether what it says is so there.</summary>
public static class VerifyCertificate
{
    /// <summary>The signature, and that nothing of the other partner's changed.</summary>
    public static IReadOnlyList<Finding> Of(SignedCertificate certificate, string publicKey) =>
    [
        certificate.Fits(publicKey)
            ? new Finding(true, "The signature is that of this public key, and nothing was changed since.")
            : new Finding(false, "The signature is not that of this public key, or the certificate was changed."),
        certificate.Certificate.PartnerBefore == certificate.Certificate.PartnerAfter
            ? new Finding(true, "It certifies the same digest of the other partner's events before and after.")
            : new Finding(false, "It certifies different digests of the other partner's events before and after."),
    ];

    /// <summary>Whether the keys are absent in a database, and whether the other partner's events have the digest that was certified.</summary>
    public static async Task<IReadOnlyList<Finding>> InAsync(NpgsqlDataSource database, ErasureCertificate certificate, CancellationToken ct)
    {
        var left = await LeftAsync(database, certificate, ct);
        var findings = new List<Finding>
        {
            left == 0
                ? new Finding(true, $"None of the {certificate.DestroyedKeys.Count} keys is in this database.")
                : new Finding(false, $"{left} of the {certificate.DestroyedKeys.Count} keys are in this database."),
        };
        if (await ErasedAsync(database, certificate, ct) is not var (tenant, number))
        {
            findings.Add(new Finding(false, "This database has no event of this erasure."));
            return findings;
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        var digest = await PartnerDigest.OfAsync(
            async command =>
            {
                command.Connection = connection;
                return await command.ExecuteReaderAsync(ct);
            },
            tenant, certificate.CaseId, certificate.Seat.Other(), ct, number);
        findings.Add(digest == certificate.PartnerAfter
            ? new Finding(true, "The other partner's events from before the erasure have the digest that was certified.")
            : new Finding(false, "The other partner's events from before the erasure have another digest. That is so, for one, in a database restored from an older backup."));
        return findings;
    }

    private static async Task<long> LeftAsync(NpgsqlDataSource database, ErasureCertificate certificate, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count(*) from vault.keys where id = any(@ids) or parent = any(@ids)");
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = certificate.DestroyedKeys.ToArray() });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<(string Tenant, long Number)?> ErasedAsync(NpgsqlDataSource database, ErasureCertificate certificate, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            select e.tenant_id, e.seq_id from {Store.Schema}.mt_doc_erasure d join {Store.Schema}.mt_events e on e.stream_id = d.id and e.tenant_id = d.tenant_id
            where d.case_id = @case and e.type = 'seat-erased-v1' and e.data->>'certificateId' = @id order by e.seq_id limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter("case", certificate.CaseId));
        command.Parameters.Add(new NpgsqlParameter("id", certificate.CertificateId.ToString()));
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetString(0), rows.GetInt64(1)) : null;
    }
}
