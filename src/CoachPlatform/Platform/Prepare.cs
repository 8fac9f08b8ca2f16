using CoachPlatform.Library;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.Platform;

/// <summary>What must be true before the first request: schema, master key, library.</summary>
public static class Prepare
{
    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct = default)
    {
        var store = app.Services.GetRequiredService<IDocumentStore>();
        if (app.Configuration.GetValue("Coach:MigrateOnStart", !app.Environment.IsProduction()))
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await app.Services.GetRequiredService<KeyRing>().MustFitAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), ct);
        await app.Services.GetRequiredService<LibraryShelf>().FillAsync(store, ct);
    }
}
