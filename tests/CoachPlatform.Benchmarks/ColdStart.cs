using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CoachPlatform.Benchmarks;

/// <summary>S9: from the start of the built program to its first "ready", with its own PostgreSQL: on an empty data folder, and again on that data.</summary>
internal static class ColdStart
{
    public static async Task MeasureAsync(Plan plan, Report report)
    {
        var development = Path.Combine(Commands.Repository(), ".artifacts", "bin", "CoachPlatform", "release", "CoachPlatform.dll");
        await MeasureAsync(plan, report, "code compiled while running (Development)", development, "Development");
        var published = Environment.GetEnvironmentVariable("COACH_PUBLISHED");
        if (string.IsNullOrEmpty(published))
            report.Missing("S9", "code compiled beforehand: set COACH_PUBLISHED to the folder that ops/deploy/publish.sh filled");
        else
            await MeasureAsync(plan, report, "code compiled beforehand (Production)", Path.Combine(published, "CoachPlatform.dll"), "Production");
    }

    private static async Task MeasureAsync(Plan plan, Report report, string what, string program, string environment)
    {
        if (!File.Exists(program))
        {
            report.Missing("S9", $"{what}: {program} is not there");
            return;
        }

        var empty = new List<double>();
        var again = new List<double>();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("coach-cold-").FullName;
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            empty.Add(await StartAsync(program, environment, folder));
            again.Add(await StartAsync(program, environment, folder));
            Directory.Delete(folder, recursive: true);
            await Console.Error.WriteLineAsync($"Cold start, {environment}, round {round}: {empty[^1]:F1} s, again {again[^1]:F1} s");
        }

        report.Add("S9", $"cold start to ready, {what}, empty data folder", $"{Report.Spread(empty)} s", "", "≤ 6 s");
        report.Add("S9", $"the same, with data", $"{Report.Spread(again)} s", "", "≤ 3 s");
    }

    private static async Task<double> StartAsync(string program, string environment, string folder)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["COACH_DATA"] = folder,
                ["ConnectionStrings__coach"] = "",
                ["Coach__Demo"] = "false",
                ["Coach__MigrateOnStart"] = "true",
                ["Coach__MasterKey"] = Convert.ToBase64String(new byte[32]),
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        using var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            // Asked a hundred times a second, which is as near as the figure is given.
            using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (!await ReadyAsync(http) && await clock.WaitForNextTickAsync())
                if (process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(2))
                    throw new InvalidOperationException($"{program} did not become ready.");

            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            if (!process.HasExited)
            {
                // An orderly end, so that the second start meets what an ordinary stop leaves.
                await Commands.RunAsync("kill", "-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
                await process.WaitForExitAsync();
            }
        }
    }

    private static async Task<bool> ReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
