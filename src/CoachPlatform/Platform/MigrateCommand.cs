using JasperFx;
using JasperFx.CommandLine;
using Npgsql;

[assembly: JasperFxAssembly]

namespace CoachPlatform.Platform;

/// <summary><c>CoachPlatform migrate</c>: brings the database to this version's schema and ends. Repeating it changes nothing.</summary>
[Description("Bring the database to the schema of this version, and end", Name = "migrate")]
public sealed class MigrateCommand : JasperFxAsyncCommand<NetCoreInput>
{
    public override async Task<bool> Execute(NetCoreInput input)
    {
        using var app = input.BuildHost();
        await DatabaseAnswersAsync(app.Services, CancellationToken.None);
        await app.MigrateAsync();
        Console.WriteLine("The database has the schema of this version.");
        return true;
    }

    /// <summary>Started together with the database, as in a container stack, it gives that a minute to come up.</summary>
    private static async Task DatabaseAnswersAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), services.GetRequiredService<TimeProvider>());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                return;
            }
            catch (NpgsqlException e) when (attempt < 60 && (e.IsTransient || e.InnerException is System.Net.Sockets.SocketException))
            {
                await timer.WaitForNextTickAsync(ct);
            }
        }
    }
}
