using System.Globalization;
using System.Runtime.InteropServices;

namespace CoachPlatform.Benchmarks;

/// <summary>Collects lines of figures and prints them as a Markdown table, with all that is needed to read them.</summary>
internal sealed class Report(Plan plan)
{
    private readonly List<string> lines = [];
    private readonly List<string> notes = [];

    public bool Complete { get; private set; } = true;

    /// <param name="measured">The figure of the product, and of what it is compared with.</param>
    public void Add(string id, string what, string measured, string ratio, string aim) => lines.Add($"| {id} | {what} | {measured} | {ratio} | {aim} |");

    public void Note(string note) => notes.Add(note);

    public void Missing(string id, string why)
    {
        Complete = false;
        lines.Add($"| {id} | not measured: {why} | | | |");
    }

    public async Task PrintAsync(TextWriter output)
    {
        await output.WriteLineAsync($"""

            {Machine()}
            Commit {await GitAsync()}. {plan.Rounds} alternating rounds of {plan.Requests} requests, medians; ± is the spread between the lowest and the highest round.
            Load generator: `HttpClient` in the benchmark's own process over HTTP/1.1 on loopback, {plan.Workers} clients, each sending its next request after the answer to the last.

            | id | what | measured | ratio | aim |
            |---|---|---|---|---|
            """);
        foreach (var line in lines)
            await output.WriteLineAsync(line);
        await output.WriteLineAsync();
        foreach (var note in notes)
            await output.WriteLineAsync($"- {note}");
    }

    public static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    /// <summary>Median, and how far the rounds lie apart.</summary>
    public static string Spread(IReadOnlyCollection<double> values) =>
        $"{Number(Median(values))} ({Number(values.Min())} to {Number(values.Max())})";

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The value below which this share of all lies; nearest rank.</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private static string Machine()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
            : "unknown processor";
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return $"{Environment.ProcessorCount} cores ({cpu}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, load {load} at the end.";
    }

    private static async Task<string> GitAsync()
    {
        var (code, commit) = await Commands.RunAsync("git", "rev-parse", "--short", "HEAD");
        var (_, changed) = await Commands.RunAsync("git", "status", "--porcelain", "--untracked-files=no");
        return code == 0 ? commit.Trim() + (changed.Trim().Length > 0 ? " with changes" : "") : "unknown";
    }
}
