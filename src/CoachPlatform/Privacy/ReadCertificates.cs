using System.Net.Mime;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>Certificates for whoever holds a ticket, and the public key for everybody.</summary>
public sealed class ReadCertificates(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The certificate of a ticket: <c>Text</c> is null while it is not given yet.</summary>
    public Task<(bool Found, string? Text)> FindAsync(string ticket, CancellationToken ct) => CertificateRows.FindAsync(database, ticket, clock.GetUtcNow(), ct);
}

public static class CertificateRoutes
{
    public sealed record NotYet(string State);

    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/certificates/public-key", async (SigningKey signing, CancellationToken ct) => Results.Text(await signing.PublicAsync(ct), "application/x-pem-file"))
            .WithMetadata(new AccessAttribute(For.Anyone)).WithSummary("The public key that certificates of erasure are checked with, as PEM");
        app.MapGet("/api/certificates/{ticket}", GetAsync)
            .WithMetadata(new AccessAttribute(For.Anyone)).WithSummary("The certificate of an erasure, for whoever holds its ticket").Produces<SignedCertificate>().Produces<NotYet>(202).ProducesProblem(404);
    }

    private static async Task<IResult> GetAsync(string ticket, ReadCertificates certificates, CancellationToken ct) => await certificates.FindAsync(ticket, ct) switch
    {
        (false, _) => Refusal.NotFound.ToResult(),
        (_, null) => Results.Json(new NotYet("waiting"), statusCode: StatusCodes.Status202Accepted),
        var (_, text) => Results.File(System.Text.Encoding.UTF8.GetBytes(text), MediaTypeNames.Application.Json, "certificate.json"),
    };
}
