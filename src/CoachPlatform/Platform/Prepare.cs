using CoachPlatform.Library;
using CoachPlatform.Library.Search;
using CoachPlatform.Privacy;
using CoachPlatform.Programmes;
using CoachPlatform.Vault;
using Marten;
using Npgsql;

namespace CoachPlatform.Platform;

/// <summary>What must be true before the first request: schema, master key, what was erased, library.</summary>
public static class Prepare
{
    public static async Task PrepareAsync(this WebApplication app, string[] args, CancellationToken ct = default)
    {
        if (!args.Serves())
            return;
        var store = app.Services.GetRequiredService<IDocumentStore>();
        if (args.Migrates(app.Configuration, app.Environment))
            await app.MigrateAsync(ct);
        else
            await WaitingRoom.UntilAsync(app.Configuration, app.Services.GetRequiredService<TimeProvider>(), app.Services.LacksAsync, ct);
        await app.Services.GetRequiredService<KeyRing>().MustFitAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), ct);
        await app.Services.GetRequiredService<SigningKey>().EnsureAsync(ct);
        await app.Services.GetRequiredService<ApplyJournal>().RunAsync(ct);
        await app.Services.GetRequiredService<LibraryShelf>().FillAsync(store, ct);
        await app.Services.GetRequiredService<FillLibraryText>().RunAsync(ct);
        await app.Services.GetRequiredService<ProgrammeShelf>().FillAsync(store, ct);
    }
}
