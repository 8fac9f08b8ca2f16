using JasperFx.CommandLine;
using Npgsql;

namespace CoachPlatform.Privacy;

public sealed class VerifyCertificateInput
{
    [Description("The certificate, as it was downloaded")]
    public string File { get; set; } = "";

    [Description("The public key, as /api/certificates/public-key gives it")]
    public string PublicKeyFlag { get; set; } = "";

    [Description("Connection string of a database to look into: of the installation, or of a backup that was restored")]
    public string? DatabaseFlag { get; set; }
}

/// <summary>
/// <c>CoachPlatform verify-certificate FILE --public-key FILE [--database CONNECTION]</c>. It needs no installation: neither a configuration nor a
/// master key. Exit code 0 when the certificate holds, else 1.
/// </summary>
[Description("Check a certificate of erasure: its signature, and, with a database, the absent keys and the other partner's digest", Name = "verify-certificate")]
public sealed class VerifyCertificateCommand : JasperFxAsyncCommand<VerifyCertificateInput>
{
    public static Task<int> RunAsync(string[] args) =>
        CommandExecutor.For(commands => commands.RegisterCommand<VerifyCertificateCommand>()).ExecuteAsync(args);

    public override async Task<bool> Execute(VerifyCertificateInput input)
    {
        foreach (var file in new[] { input.File, input.PublicKeyFlag })
        {
            if (File.Exists(file))
                continue;
            await Console.Error.WriteLineAsync(file.Length == 0 ? "Name the public key with --public-key." : $"There is no file {file}.");
            return false;
        }

        if (SignedCertificate.Parse(await File.ReadAllTextAsync(input.File)) is not { } signed)
        {
            await Console.Error.WriteLineAsync($"{input.File} is no certificate of erasure.");
            return false;
        }

        var findings = VerifyCertificate.Of(signed, await File.ReadAllTextAsync(input.PublicKeyFlag)).ToList();
        if (input.DatabaseFlag is { } connection)
        {
            await using var database = NpgsqlDataSource.Create(connection);
            findings.AddRange(await VerifyCertificate.InAsync(database, signed.Certificate, CancellationToken.None));
        }

        Console.WriteLine($"Certificate {signed.Certificate.CertificateId}: seat {signed.Certificate.Seat} of case {signed.Certificate.CaseId}, erased {signed.Certificate.ErasedAt:u}");
        foreach (var finding in findings)
            Console.WriteLine($"{(finding.Fits ? "yes" : "NO ")}  {finding.Words}");
        Console.WriteLine(signed.Certificate.BackupsHoldKeyUntil is { } until
            ? $"      The last backup that holds the wrapped keys is gone by {until:u}."
            : "      The installation has not said for how long it keeps backups.");
        return findings.TrueForAll(f => f.Fits);
    }
}
