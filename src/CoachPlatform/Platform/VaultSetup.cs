using CoachPlatform.Platform.EmbeddedPostgres;
using CoachPlatform.Vault;
using Npgsql;

namespace CoachPlatform.Platform;

public static class VaultSetup
{
    /// <summary>
    /// The master key comes from <c>Coach:MasterKey</c> or the file <c>Coach:MasterKeyFile</c>. In Development it is made on first start and kept
    /// beside the data; elsewhere a missing key is an error. While a rotation lasts, the keys in <c>Coach:OtherMasterKeys</c> and in the files
    /// <c>Coach:OtherMasterKeyFiles</c> (several with commas between) open too.
    /// </summary>
    public static void AddVault(this WebApplicationBuilder builder, string[] args)
    {
        var master = args.OnlyGeneratesCode() ? MasterKey.Parse(MasterKey.Generate()) : MasterKey.Parse(Find(builder));
        builder.Services.AddSingleton(new KeyRing(master, [.. Others(builder.Configuration)]));
        builder.Services.AddSingleton<Sealer>();
        builder.Services.AddSingleton<Resealer>();
        builder.Services.AddSingleton<Opener>();
        builder.Services.AddSingleton<Signer>();
    }

    /// <exception cref="VaultRefused">Rows of this database were wrapped by a master key that is not among the ring's.</exception>
    public static async Task MustFitAsync(this KeyRing ring, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select master from vault.keys where master is not null and not master = any(@own) limit 1");
        command.Parameters.Add(new NpgsqlParameter("own", ring.Fingerprints.ToArray()));
        if (await command.ExecuteScalarAsync(ct) is string other)
            ring.MustBe(other);
    }

    private static IEnumerable<MasterKey> Others(IConfiguration configuration)
    {
        foreach (var given in Several(configuration["Coach:OtherMasterKeys"]))
            yield return MasterKey.Parse(given);
        foreach (var file in Several(configuration["Coach:OtherMasterKeyFiles"]))
            yield return MasterKey.Parse(File.Exists(file) ? File.ReadAllText(file) : throw new VaultRefused($"The master key file {file} is not there."));
    }

    private static string[] Several(string? setting) => (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Find(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration["Coach:MasterKey"] is { Length: > 0 } given)
            return given;
        if (configuration["Coach:MasterKeyFile"] is { Length: > 0 } file)
            return File.Exists(file) ? File.ReadAllText(file) : throw new VaultRefused($"The master key file {file} is not there.");
        if (!builder.Environment.IsDevelopment())
            throw new VaultRefused(
                "There is no master key. Give base64 of 32 random bytes in Coach:MasterKey, or a file with it in Coach:MasterKeyFile. Keep a copy: without it nothing can be read again.");
        var own = Path.Combine(PostgresOptions.From(configuration).DataFolder, "master.key");
        if (File.Exists(own))
            return File.ReadAllText(own);
        var made = MasterKey.Generate();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        using var writer = new StreamWriter(own, options);
        writer.WriteLine(made);
        return made;
    }
}
