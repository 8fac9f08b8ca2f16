using CoachPlatform.Vault;
using JasperFx.CommandLine;
using Npgsql;

namespace CoachPlatform.Platform.Keys;

/// <summary><c>CoachPlatform rotate-master-key</c>: see <c>ops/runbooks/keys.md</c>. Repeating it changes nothing.</summary>
[Description("Wrap every key anew by Coach:MasterKey, with the former master among Coach:OtherMasterKeys", Name = "rotate-master-key")]
public sealed class RotateMasterKeyCommand : JasperFxAsyncCommand<NetCoreInput>
{
    public override async Task<bool> Execute(NetCoreInput input)
    {
        using var app = input.BuildHost();
        var ring = app.Services.GetRequiredService<KeyRing>();
        try
        {
            var done = await new RotateMasterKey(app.Services.GetRequiredService<NpgsqlDataSource>(), ring)
                .RunAsync(rows => Console.WriteLine($"{rows} keys done"), CancellationToken.None);
            Console.WriteLine(
                done == 0
                    ? $"Every key is wrapped by the master key {ring.MasterFingerprint} already."
                    : $"All {done} keys are now wrapped by the master key {ring.MasterFingerprint}. The former one is needed for backups from before this alone.");
            return true;
        }
        catch (VaultRefused e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return false;
        }
    }
}
