using System.Diagnostics;
using CoachPlatform.Platform.EmbeddedPostgres;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>The life of the embedded server: who runs it, what outlives what, what a later start finds.</summary>
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => Path.Combine(_temp.Path, "data");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_second_start_finds_its_data()
    {
        var options = await PostgresBench.OptionsAsync(Data);
        var clock = Stopwatch.StartNew();
        await using (var first = await Postgres.StartAsync(options))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"first start {clock.ElapsedMilliseconds} ms");
            await PostgresBench.AskAsync(first, "create table kept as select 42 as n");
        }

        clock.Restart();
        await using var second = await Postgres.StartAsync(options);
        TestContext.Current.TestOutputHelper?.WriteLine($"second start {clock.ElapsedMilliseconds} ms");
        Assert.Equal(42, await PostgresBench.AskAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task The_server_is_durable_and_hears_only_its_socket()
    {
        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data));

        Assert.Equal("on", await PostgresBench.AskAsync(postgres, "show fsync"));
        Assert.Equal("UTF8", await PostgresBench.AskAsync(postgres, "show server_encoding"));
        Assert.Equal(OperatingSystem.IsWindows() ? "127.0.0.1" : "", await PostgresBench.AskAsync(postgres, "show listen_addresses"));
        Assert.Equal("scram-sha-256", await PostgresBench.AskAsync(postgres, "show password_encryption"));
    }

    [Fact]
    public async Task Files_with_secrets_are_closed_to_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are told otherwise there");
        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data));

        Assert.All(Directory.GetFiles(Data, "pg*"), file => Assert.Equal("600", Rights.Of(file)));
        Assert.All(Directory.GetDirectories(Data, "pg*"), folder => Assert.Equal("700", Rights.Of(folder)));
        Assert.DoesNotContain(File.ReadAllText(Directory.GetFiles(Data, "*.password").Single()).Trim(), postgres.Source);
    }

    [Fact]
    public async Task The_log_keeps_no_text_of_a_statement_that_failed()
    {
        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data));
        await PostgresBench.AskAsync(postgres, "create table said (words text primary key)");
        await PostgresBench.AskAsync(postgres, "insert into said values ('canary-in-the-log')");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => PostgresBench.AskAsync(postgres, "insert into said values ('canary-in-the-log')"));

        var log = await File.ReadAllTextAsync(Directory.GetFiles(Data, "*.log").Single());
        Assert.Contains("duplicate key", log);
        Assert.DoesNotContain("canary-in-the-log", log);
    }

    [Fact]
    public async Task Disposing_leaves_no_process_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked for in /proc");
        await using (await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data)))
            Assert.NotEmpty(PostgresBench.ProcessesOn(Data));

        Assert.Empty(PostgresBench.ProcessesOn(Data));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killing_the_platform_leaves_no_server_behind_and_a_new_start_finds_the_data(bool asNobody)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux ties the server's life to ours");
        var bin = "--Coach:Postgres:Folder=" + (await PostgresBench.BinariesAsync()).Folder;
        var user = asNobody ? PostgresBench.Nobody() : null;
        var data = asNobody ? Path.Combine(_temp.Inside("open", forAll: true), "data") : Data;
        await using var first = await PostgresChild.StartAsync(data, user, bin);
        Assert.True(first.ServerPid > 0, first.Words);
        using var server = Process.GetProcessById(first.ServerPid);

        await first.KillAsync();
        await using (var second = await PostgresChild.StartAsync(data, user, bin))
        {
            Assert.True(second.ServerPid > 0, second.Words);
            Assert.NotEqual(first.ServerPid, second.ServerPid);
            await second.KillAsync();
            using var again = Process.GetProcessById(second.ServerPid);
            await GoneAsync(again);
        }

        await GoneAsync(server);
        Assert.Empty(PostgresBench.ProcessesOn(data));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--without-setpriv=true")]
    public async Task An_ordinary_user_starts_stops_and_starts_again(string setting)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked for in /proc");
        var user = PostgresBench.OrdinaryUser();
        var data = Path.Combine(_temp.Inside("open", forAll: true), "data");
        var bin = "--Coach:Postgres:Folder=" + (await PostgresBench.BinariesAsync()).Folder;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var child = await PostgresChild.StartAsync(data, user, bin, setting);
            Assert.True(child.ServerPid > 0, child.Words);
            if (user is not null)
                Assert.Contains($"Uid:\t{user.Uid}\t", await File.ReadAllTextAsync($"/proc/{child.ServerPid}/status"));
        }

        Assert.Empty(PostgresBench.ProcessesOn(data));
    }

    [Fact]
    public async Task A_server_that_outlived_its_owner_is_stopped_by_the_next_start()
    {
        var user = PostgresBench.OrdinaryUser();
        var data = Path.Combine(_temp.Inside("open", forAll: true), "data");
        var bin = "--Coach:Postgres:Folder=" + (await PostgresBench.BinariesAsync()).Folder;
        await using var first = await PostgresChild.StartAsync(data, user, bin, "--without-setpriv=true");
        using var orphan = Process.GetProcessById(first.ServerPid);
        await first.KillAsync();
        Assert.False(orphan.HasExited);

        await using var second = await PostgresChild.StartAsync(data, user, bin, "--without-setpriv=true");

        Assert.True(second.ServerPid > 0, second.Words);
        await GoneAsync(orphan);
    }

    [Fact]
    public async Task A_postmaster_pid_whose_number_now_belongs_to_another_program_is_no_obstacle_and_that_program_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the bystander is cat");
        var options = await PostgresBench.OptionsAsync(Data);
        await using (await Postgres.StartAsync(options))
        {
        }

        using var bystander = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;
        var cluster = Directory.GetDirectories(Data, "pg*").Single();
        await File.WriteAllTextAsync(Path.Combine(cluster, "postmaster.pid"), $"{bystander.Id}\n{cluster}\n1\n5432\n\n\n");

        await using var postgres = await Postgres.StartAsync(options);

        Assert.Equal(1, await PostgresBench.AskAsync(postgres, "select 1"));
        Assert.False(bystander.HasExited);
        bystander.StandardInput.Close();
        await bystander.WaitForExitAsync();
    }

    [Fact]
    public async Task A_killed_server_comes_back_with_everything_that_was_committed()
    {
        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data));
        await PostgresBench.AskAsync(postgres, "create table kept as select 9 as n");

        await postgres.KillAsync();
        Assert.True(postgres.Exited.IsCompleted);
        await postgres.RestartAsync();

        Assert.Equal(9, await PostgresBench.AskAsync(postgres, "select n from kept"));
    }

    [Fact]
    public async Task A_data_folder_whose_path_is_too_long_for_a_socket_works_too()
    {
        var data = Path.Combine(_temp.Path, new string('d', 60), new string('e', 60));
        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(data));

        Assert.Equal(1, await PostgresBench.AskAsync(postgres, "select 1"));
    }

    // A process that has ended is still listed until its new parent takes notice.
    private static async Task GoneAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(patience.Token);
    }
}
