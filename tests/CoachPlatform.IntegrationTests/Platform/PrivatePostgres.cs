using CoachPlatform.Platform.EmbeddedPostgres;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>An embedded PostgreSQL in a temp folder, which goes when this is disposed.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private PrivatePostgres(TempFolder folder, RunningPostgres server)
    {
        _folder = folder;
        Server = server;
    }

    /// <summary>Offers <c>KillAsync</c>, <c>StopAsync</c> and <c>RestartAsync</c> for trials.</summary>
    public RunningPostgres Server { get; }

    public static async Task<PrivatePostgres> StartAsync(Action<string>? progress = null)
    {
        var folder = new TempFolder();
        try
        {
            return new(folder, await Postgres.StartAsync(new() { DataFolder = Path.Combine(folder.Path, "data") }, progress));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
