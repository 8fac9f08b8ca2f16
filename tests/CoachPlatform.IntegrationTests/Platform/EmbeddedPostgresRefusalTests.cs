using CoachPlatform.Platform.EmbeddedPostgres;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>What cannot work is said in one line, and loses nothing.</summary>
public sealed class EmbeddedPostgresRefusalTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => Path.Combine(_temp.Path, "data");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_second_platform_on_one_data_folder_says_who_holds_it_and_stops()
    {
        var options = await PostgresBench.OptionsAsync(Data);
        await using var holder = await PostgresChild.StartAsync(Data, null, "--Coach:Postgres:Folder=" + options.BinariesFolder);
        Assert.True(holder.ServerPid > 0, holder.Words);

        var refused = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));

        Assert.Equal(StartRefusal.DataFolderInUse, refused.Reason);
        Assert.Contains($"process {holder.Pid}", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task The_data_folder_is_free_again_after_a_refused_start()
    {
        await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(new() { DataFolder = Data, BinariesFolder = _temp.Path }));

        await using var postgres = await Postgres.StartAsync(await PostgresBench.OptionsAsync(Data));
        Assert.Equal(1, await PostgresBench.AskAsync(postgres, "select 1"));
    }

    [Fact]
    public async Task A_full_disk_is_named_at_the_first_start_and_at_a_later_one_and_no_data_is_lost()
    {
        using var disk = TinyDisk.Mount(_temp.Inside("disk"), megabytes: 8);
        var options = await PostgresBench.OptionsAsync(Path.Combine(disk.Path, "data"));

        var first = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));
        Assert.Equal(StartRefusal.DiskFull, first.Reason);
        Assert.DoesNotContain('\n', first.Message);
        Assert.Empty(Directory.GetDirectories(options.DataFolder, "pg*"));

        disk.Resize(megabytes: 120);
        await using (var postgres = await Postgres.StartAsync(options))
            await PostgresBench.AskAsync(postgres, "create table kept as select 5 as n");

        var filler = disk.Fill();
        var later = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));
        Assert.Equal(StartRefusal.DiskFull, later.Reason);

        File.Delete(filler);
        await using var again = await Postgres.StartAsync(options);
        Assert.Equal(5, await PostgresBench.AskAsync(again, "select n from kept"));
    }

    [Fact]
    public async Task A_data_folder_that_may_not_be_written_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are told otherwise there");
        var closed = _temp.Inside("closed");
        Rights.Set(closed, 555);
        await using var child = await PostgresChild.StartAsync(Path.Combine(closed, "data"), PostgresBench.OrdinaryUser());

        Assert.StartsWith($"{StartRefusal.FolderNotWritable}: The data folder {_temp.Path}/closed/data cannot be written", child.Words);
    }

    [Fact]
    public async Task A_data_folder_that_the_servers_user_may_not_enter_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root hands the server to another user");
        var home = _temp.Inside("home");
        Rights.Set(home, 700);
        var options = await PostgresBench.OptionsAsync(Path.Combine(home, "data"));

        var refused = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));

        Assert.Equal(StartRefusal.FolderNotWritable, refused.Reason);
        Assert.Contains("COACH_DATA", refused.Message);
    }

    [Fact]
    public async Task A_server_that_dies_while_starting_is_quoted()
    {
        var options = await PostgresBench.OptionsAsync(Data);
        await using (await Postgres.StartAsync(options))
        {
        }

        var cluster = Directory.GetDirectories(Data, "pg*").Single();
        await File.AppendAllTextAsync(Path.Combine(cluster, "postgresql.conf"), "no_such_setting = 1\n");

        var refused = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));

        Assert.Equal(StartRefusal.PostgresDied, refused.Reason);
        Assert.Contains("no_such_setting", refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task A_lost_password_file_is_named()
    {
        var options = await PostgresBench.OptionsAsync(Data);
        await using (await Postgres.StartAsync(options))
        {
        }

        File.Delete(Directory.GetFiles(Data, "*.password").Single());

        var refused = await Assert.ThrowsAsync<StartRefused>(() => Postgres.StartAsync(options));
        Assert.Equal(StartRefusal.PasswordMissing, refused.Reason);
    }
}
