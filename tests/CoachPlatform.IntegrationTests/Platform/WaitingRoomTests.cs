using System.Net;
using System.Net.Sockets;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>An application that may not change the schema waits, alive and not ready, until somebody has migrated its database.</summary>
public sealed class WaitingRoomTests(TestPostgres postgres)
{
    [Fact]
    public async Task It_says_what_it_waits_for_and_serves_once_the_database_is_migrated()
    {
        var database = await postgres.CreateDatabaseAsync("waiting_room");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        (string, string)[] settings = [("urls", address.ToString()), ("Coach:MigrateOnStart", "false")];
        using var http = new HttpClient { BaseAddress = address };

        var starting = CoachApp.StartOnAsync(database, settings, () => postgres.DropDatabaseAsync(database));
        await ListeningAsync(address, starting);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        using (var ready = await http.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("waiting for the migration of the database", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var refused = await http.PostAsync("/api/cases", null))
        {
            await Problem.OfAsync(refused, 503, "try-later");
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await MigrateAsync(database);
        await using var app = await starting;

        var coach = await app.OpenPracticeAsync();
        Assert.Equal(0, (await coach.ReadAsync("/api/cases")).GetArrayLength());
    }

    private static async Task MigrateAsync(string database)
    {
        await using var once = await Program.BuildAsync(["migrate"], builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Configuration["ConnectionStrings:coach"] = database;
            builder.Configuration["Coach:MasterKey"] = CoachApp.MasterKey;
        });
        await once.MigrateAsync();
    }

    private static async Task ListeningAsync(Uri address, Task starting)
    {
        while (true)
        {
            if (starting.IsCompleted)
                await starting;
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
