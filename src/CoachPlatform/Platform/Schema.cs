using JasperFx.Resources;
using Marten;
using Npgsql;
using Weasel.Core.Migrations;
using Wolverine.Persistence.Durability;

namespace CoachPlatform.Platform;

/// <summary>The tables of this version: the event store's, the vault's and the messages'.</summary>
public static class Schema
{
    /// <summary>Brings the database to this version. Repeating it changes nothing.</summary>
    public static Task MigrateAsync(this IHost app, CancellationToken ct = default) => app.SetupResources(ct);

    /// <summary>In a few words what keeps this version from serving on its database; null when nothing does.</summary>
    public static async Task<string?> LacksAsync(this IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync(ct);
            if (services.GetRequiredService<IMessageStore>() is IDatabase messages)
                await messages.AssertDatabaseMatchesConfigurationAsync(ct);
            return null;
        }
        catch (DatabaseValidationException)
        {
            return "the migration of the database";
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return "the database";
        }
    }
}
