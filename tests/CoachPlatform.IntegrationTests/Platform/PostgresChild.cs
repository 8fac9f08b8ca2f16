using System.Diagnostics;
using System.Globalization;
using CoachPlatform.Platform.EmbeddedPostgres;
using Microsoft.Extensions.Configuration;

namespace CoachPlatform.IntegrationTests.Platform;

/// <summary>Another process that starts PostgreSQL, holds it until its input ends, and tells how it went.</summary>
internal sealed class PostgresChild : IAsyncDisposable
{
    public const string Word = "postgres-child";
    private const string Ready = "ready";
    private readonly Process _process;

    private PostgresChild(Process process) => _process = process;

    /// <summary>The child's own process id.</summary>
    public int Pid => _process.Id;

    /// <summary>The server's process id; 0 when the start was refused.</summary>
    public int ServerPid { get; private set; }

    /// <summary>The source of the server, or the refusal as <c>reason: message</c>.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The program of the child; settings are configuration arguments such as <c>--COACH_DATA=/x</c>.</summary>
    public static async Task<int> RunAsync(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(settings).Build();
        try
        {
            var options = PostgresOptions.From(configuration) with { WithoutSetpriv = configuration["without-setpriv"] == "true" };
            await using var postgres = await Postgres.StartAsync(options);
            Console.WriteLine($"{Ready} {postgres.ProcessId} {postgres.Source}");
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (StartRefused refused)
        {
            Console.WriteLine($"{refused.Reason}: {refused.Message}");
            return 3;
        }
    }

    /// <summary>Starts the child and waits for its first word.</summary>
    /// <param name="user">The user to run it as; null for our own.</param>
    public static async Task<PostgresChild> StartAsync(string dataFolder, OtherUser? user = null, params string[] settings)
    {
        string[] command = [Runtime.Dotnet, Runtime.TestsReadableBy(user), Word, $"--COACH_DATA={dataFolder}", .. settings];
        if (user is not null)
            command = ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", .. command];
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        info.Environment["HOME"] = Path.GetDirectoryName(dataFolder)!;
        var child = new PostgresChild(Process.Start(info)!);
        var line = await child._process.StandardOutput.ReadLineAsync() ?? "";
        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            var parts = line.Split(' ', 3);
            child.ServerPid = int.Parse(parts[1], CultureInfo.InvariantCulture);
            child.Words = parts[2];
        }
        else
        {
            child.Words = line;
        }

        return child;
    }

    /// <summary>kill -9; only the child itself, nothing it started.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
