using System.Text.Json;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Demo;

/// <summary>The demo practice as a developer gets it on the first start, and on those after it.</summary>
public sealed class DemoPracticeTests(TestPostgres postgres)
{
    private const string Password = "demo-couples-2026";
    private static readonly (string, string) Wanted = ("Coach:Demo", "true");

    [Fact]
    public async Task It_is_written_once_with_the_times_of_its_script_and_leaves_everybody_something_to_do()
    {
        var database = await postgres.CreateDatabaseAsync("demo");
        try
        {
            await using (var first = await CoachApp.StartOnAsync(database, [Wanted]))
            {
                await first.Inside.GetRequiredService<Readiness>().Over;
                var coach = await SignedInAsync(first, "coach");
                var rows = (await coach.ReadAsync("/api/cases")).EnumerateArray().ToList();
                Assert.Equal(["Ana", "Imani", "Leila"], rows.Select(r => r.GetProperty("names").GetProperty("A").GetString()));
                Assert.Equal(["readyToRead 2", "overdue 5", "still 9"], rows.Select(Reasons));
                var ana = await SignedInAsync(first, "ana");
                var toDo = (await ana.ReadAsync("/api/my/rounds")).EnumerateArray().Where(r => r.GetProperty("part").GetString() == "toDo");
                Assert.Equal("something-i-understood", Assert.Single(toDo).GetProperty("exercise").GetString());
                Assert.True((await ana.ReadAsync("/api/my/ledger")).GetProperty("lines").GetArrayLength() > 10);
                var ben = await SignedInAsync(first, "ben");
                Assert.Equal("toDo", (await ben.ReadAsync("/api/my/rounds"))[0].GetProperty("part").GetString());
                Assert.InRange(first.Inside.GetRequiredService<TimeProvider>().GetUtcNow(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow());
            }

            // People read at their screens, and the ledger says so.
            Assert.Equal(0, await AskAsync<long>(database, "select count(*) from coach.mt_events where type = 'answers-opened-v1' and data ->> 'route' <> 'screen'"));
            Assert.Equal(2, await AskAsync<long>(database, "select count(distinct data ->> 'reader') from coach.mt_events where type = 'answers-opened-v1'"));
            var events = await AskAsync<long>(database, "select count(*) from coach.mt_events");
            Assert.Equal(41, await AskAsync<int>(database, "select (now() at time zone 'Europe/Madrid')::date - (min(timestamp) at time zone 'Europe/Madrid')::date from coach.mt_events"));
            Assert.Equal(0, await AskAsync<long>(database, "select count(*) from coach.mt_events where timestamp > now()"));

            await using var second = await CoachApp.StartOnAsync(database, [Wanted]);
            await second.Inside.GetRequiredService<Readiness>().Over;
            Assert.Equal(events, await AskAsync<long>(database, "select count(*) from coach.mt_events"));
        }
        finally
        {
            await postgres.DropDatabaseAsync(database);
        }
    }

    [Fact]
    public async Task A_line_that_is_refused_stops_it_and_nothing_else_and_a_later_start_adds_nothing()
    {
        var script = Path.Combine(Directory.CreateTempSubdirectory("demo-").FullName, "broken.yaml");
        await File.WriteAllTextAsync(script, """
            practice: Harbour
            zone: Europe/Madrid
            opened: -5d 09:00
            password: demo-couples-2026
            coach: {name: Miriam, email: coach@demo.example}
            couples:
              - key: one
                opened: -4d 09:00
                partners:
                  ana: {name: Ana, email: ana@demo.example, joined: -4d 10:00}
                  ben: {name: Ben, email: ben@demo.example, joined: -4d 11:00}
                story:
                  - at: -3d 09:00
                    assign: {as: soup, exercise: plan-something-small}
                  - at: -2d 20:00
                    confirm: {by: ana, round: soup, step: plan}
            """);
        var database = await postgres.CreateDatabaseAsync("demo_half");
        try
        {
            await using (var app = await CoachApp.StartOnAsync(database, [Wanted, ("Coach:DemoScript", script)]))
            {
                await app.Inside.GetRequiredService<Readiness>().Over;
                var coach = await SignedInAsync(app, "coach");
                Assert.Single((await coach.ReadAsync("/api/cases")).EnumerateArray());
            }

            var events = await AskAsync<long>(database, "select count(*) from coach.mt_events");
            await using var again = await CoachApp.StartOnAsync(database, [Wanted]);
            await again.Inside.GetRequiredService<Readiness>().Over;
            Assert.Equal(events, await AskAsync<long>(database, "select count(*) from coach.mt_events"));
        }
        finally
        {
            await postgres.DropDatabaseAsync(database);
            Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        }
    }

    private static async Task<Client> SignedInAsync(CoachApp app, string who)
    {
        var client = new Client(app);
        await client.SignInAsync($"{who}@demo.example", Password);
        return client;
    }

    private static string Reasons(JsonElement row) =>
        string.Join(", ", row.GetProperty("attention").EnumerateArray().Select(a => $"{a.GetProperty("why").GetString()} {a.GetProperty("count").GetInt32()}"));

    private static async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
