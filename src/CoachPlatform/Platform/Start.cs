using CoachPlatform.Platform.EmbeddedPostgres;
using CoachPlatform.Vault;

namespace CoachPlatform.Platform;

/// <summary>Turns the expected reasons not to start into one clear line and exit code 1.</summary>
public static class Start
{
    public static async Task<int> GuardedAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    private static string? Reason(Exception e) => e switch
    {
        StartRefused or VaultRefused => e.Message,
        Npgsql.NpgsqlException => $"The database cannot be used: {e.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{e.Message} Another program listens there. Stop it, or start with --urls http://localhost:5090.",
        _ => null,
    };
}
