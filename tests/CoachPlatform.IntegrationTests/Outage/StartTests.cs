using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Vault;

namespace CoachPlatform.IntegrationTests.Outage;

/// <summary>What is wrong at the start is said in one clear line, or costs only what it touches.</summary>
public sealed class StartTests(TestPostgres postgres)
{
    [Fact]
    public async Task Another_master_key_is_one_clear_refusal()
    {
        var database = await postgres.CreateDatabaseAsync("master_key");
        await using (var app = await CoachApp.StartOnAsync(database, []))
            await app.OpenPracticeAsync();

        var refused = await Assert.ThrowsAsync<VaultRefused>(() => CoachApp.StartOnAsync(database, [("Coach:MasterKey", MasterKey.Generate())]));

        Assert.Contains("Coach:MasterKey", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<VaultRefused>(() => CoachApp.StartOnAsync(database, [("Coach:MasterKey", "not a key")]));
    }

    [Fact]
    public async Task A_broken_pack_is_named_and_the_rest_of_the_library_is_there()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "seeds", "library"), "*.md"))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        var broken = Directory.EnumerateFiles(folder.Path, "003*.md").Single();
        await File.WriteAllTextAsync(broken, (await File.ReadAllTextAsync(broken)).Replace("kind: guess", "kind: hunch", StringComparison.Ordinal));

        await using var app = await CoachApp.StartAsync(postgres, "broken_pack", ("Coach:Library", folder.Path));
        var coach = await app.OpenPracticeAsync();

        Assert.Contains(app.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal) && l.Contains(Path.GetFileName(broken), StringComparison.Ordinal) && l.Contains("hunch", StringComparison.Ordinal));
        var slugs = (await coach.ReadAsync("/api/library/exercises")).EnumerateArray().Select(e => e.GetProperty("slug").GetString()).ToList();
        Assert.Contains("plan-something-small", slugs);
        Assert.DoesNotContain("guess-and-tell", slugs);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line_and_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var database = await postgres.CreateDatabaseAsync("port");

        var (code, output, error) = await RunAsync(database, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", MasterKey.Generate());

        Assert.True(code == 1, $"{code}\n{output}\n{error}");
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.Contains("--urls", StringComparison.Ordinal));
        Assert.Contains("Another program listens there", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_key_that_is_none_is_one_clear_line_and_exit_code_1()
    {
        var database = await postgres.CreateDatabaseAsync("no_key");

        var (code, output, error) = await RunAsync(database, "http://127.0.0.1:0", "c2hvcnQ=");

        Assert.True(code == 1, $"{code}\n{output}\n{error}");
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("c2hvcnQ=", output + error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string database, string urls, string masterKey)
    {
        var program = typeof(Program).Assembly.Location;
        var info = new ProcessStartInfo("dotnet", [program, "--urls", urls]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        info.Environment["ConnectionStrings__coach"] = database;
        info.Environment["Coach__MasterKey"] = masterKey;
        info.Environment["Coach__Demo"] = "false";
        info.Environment["DOTNET_ENVIRONMENT"] = "Development";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        return (process.ExitCode, await output, await error);
    }
}
