using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CoachPlatform.IntegrationTests.Contract.Hostile;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using Npgsql;

namespace CoachPlatform.IntegrationTests.Contract;

/// <summary>
/// Malformed, oversized and hostile requests, made from our own OpenAPI document: every one is answered, none with a failure of ours, and whatever is refused
/// is refused as a problem that tells nothing of what the product is made of.
/// <c>COACH_P4</c> says how many (3,000 when left out), <c>COACH_P4_SEED</c> from which seed, and <c>COACH_P4_AT</c> sends one of them alone.
/// </summary>
public sealed class HostileRequestTests(TestPostgres postgres) : IAsyncLifetime
{
    private const int PerWorld = 1_000;
    private const int InARow = 250;
    private const int AtOnce = 6;
    private const int ShownAtMost = 20;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    private static readonly string[] Inside = ["   at ", "System.", "Npgsql", "Marten", "Wolverine", "JasperFx", "Exception", "Microsoft.", "CoachPlatform.", "StackTrace", ".cs:line", "mt_"];

    private static readonly int Count = Setting("COACH_P4", 3_000);
    private static readonly int Seed = Setting("COACH_P4_SEED", 20261123);
    private static readonly int? Only = Environment.GetEnvironmentVariable("COACH_P4_AT") is { } at ? int.Parse(at, CultureInfo.InvariantCulture) : null;

    private readonly List<string> faults = [];
    private readonly ConcurrentDictionary<string, int> statuses = new();

    private CoachApp app = null!;

    public async ValueTask InitializeAsync() => app = await CoachApp.StartAsync(postgres, "hostile");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task No_request_brings_a_failure_of_ours_or_more_than_a_problem()
    {
        var operations = Operation.All(await app.Stranger().ReadAsync("/openapi/v1.json"));
        Assert.True(operations.Count > 50, $"{operations.Count} operations");
        var answered = 0;
        for (var from = 0; from < Count && faults.Count < ShownAtMost; from += PerWorld)
        {
            var world = await HostileWorld.MakeAsync(app);
            int[] numbers = [.. Enumerable.Range(from, Math.Min(PerWorld, Count - from)).Where(n => Only is null || n == Only)];
            // The first one after the other, so that whatever was refused can be seen to have stored nothing.
            if (from == 0)
                await InARowAsync(operations, world, numbers[..Math.Min(InARow, numbers.Length)]);
            await Parallel.ForEachAsync(
                numbers[(from == 0 ? Math.Min(InARow, numbers.Length) : 0)..].Chunk(25), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
                async (some, ct) =>
                {
                    using var wire = new Wire(app.Address);
                    foreach (var number in some)
                        if (await SendAsync(wire, operations, world, number, ct) is not null)
                            Interlocked.Increment(ref answered);
                });
            app.Logs.Forget();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"COACH_P4={Count} COACH_P4_SEED={Seed}: {string.Join(", ", statuses.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} × {s.Value}"))}");
        Assert.True(faults.Count == 0, $"COACH_P4_SEED={Seed}\n{string.Join('\n', faults)}");
        Assert.True(Only is not null || answered > Count / 2, $"only {answered} of {Count} were answered");
    }

    private async Task InARowAsync(IReadOnlyList<Operation> operations, HostileWorld world, IEnumerable<int> numbers)
    {
        await using var database = NpgsqlDataSource.Create(app.ConnectionString);
        using var wire = new Wire(app.Address);
        foreach (var number in numbers)
        {
            var before = await StoredAsync(database);
            if (await SendAsync(wire, operations, world, number, TestContext.Current.CancellationToken) is { Status: >= 400 } && await StoredAsync(database) is var after && after != before)
                Fault(number, $"refused, and {after - before} events were stored", RequestOf(operations, world, number));
        }
    }

    private async Task<Answered?> SendAsync(Wire wire, IReadOnlyList<Operation> operations, HostileWorld world, int number, CancellationToken ct)
    {
        var request = RequestOf(operations, world, number);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestAnswer);
        try
        {
            var answered = await wire.SendAsync(request, patience.Token);
            if (Wrong(request, answered) is { } wrong)
                Fault(number, wrong, request);
            if (answered?.Status == 401 && world.CookieOf(request.Asker) is { } cookie && request.Headers.Contains(("Cookie", cookie)))
                await world.RenewAsync(request.Asker, cookie);
            statuses.AddOrUpdate(answered is null ? "closed" : $"{answered.Status}", 1, (_, n) => n + 1);
            return answered;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            wire.Dispose();
            Fault(number, $"no answer within {LongestAnswer.TotalSeconds} s", request);
            return null;
        }
    }

    private static HostileRequest RequestOf(IReadOnlyList<Operation> operations, HostileWorld world, int number) => HostileRequest.Make(operations, world, unchecked((Seed * 397) ^ (number * 7919)));

    /// <summary>What is wrong with the answer to this request; null when nothing is.</summary>
    private string? Wrong(HostileRequest request, Answered? answered)
    {
        if (answered is null)
            // A server closes a connection on which more keeps coming than it takes.
            return request.Body?.Length > 1_000_000 || request.Headers.Sum(h => h.Value.Length) + request.Target.Length > 8_000 ? null : "the connection was closed without an answer";
        if (answered.Status >= 500)
            return $"{answered.Status}: {Why()}";
        if (answered.Status is >= 300 and < 400)
            return answered.Headers.GetValueOrDefault("Location")?.StartsWith('/') == true || answered.Status == 304 ? null : $"{answered.Status} to {answered.Headers.GetValueOrDefault("Location")}";
        if (answered.Status < 400)
            return null;
        if (!answered.Headers.ContainsKey("X-Content-Type-Options"))
            // What is no HTTP the server refuses by itself, before anything of ours sees it.
            return answered.Body.Length == 0 ? null : $"{answered.Status} from the server itself, with a body: {answered.Body}";
        if (Inside.FirstOrDefault(word => answered.Body.Contains(word, StringComparison.Ordinal)) is { } told)
            return $"{answered.Status} tells {told}: {answered.Body}";
        if (request.Method == "HEAD")
            return null;
        if (answered.MediaType == "text/html" && request.Headers.Any(h => h.Name == "Accept" && h.Value.Contains("text/html", StringComparison.Ordinal)))
            return null;
        return answered.MediaType == "application/problem+json" && IsProblem(answered) ? null : $"{answered.Status} {answered.MediaType ?? "without a type"} is no problem: {answered.Body}";
    }

    private static bool IsProblem(Answered answered)
    {
        try
        {
            var problem = JsonElement.Parse(answered.Body);
            return problem.GetProperty("type").GetString()!.StartsWith("/problems/", StringComparison.Ordinal)
                && problem.GetProperty("status").GetInt32() == answered.Status
                && problem.GetProperty("detail").GetString() is { Length: > 0 };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private string Why() => app.Logs.Lines.LastOrDefault(l => l.Contains(" failed: ", StringComparison.Ordinal)) is { } line ? line.ReplaceLineEndings(" ¶ ")[..Math.Min(900, line.Length)] : "";

    private void Fault(int number, string what, HostileRequest request)
    {
        lock (faults)
        {
            if (faults.Count < ShownAtMost)
                faults.Add($"COACH_P4_AT={number} {request.Operation.Name} {what}\n    {request}");
        }
    }

    private static async Task<long> StoredAsync(NpgsqlDataSource database)
    {
        // What the clock does by itself meanwhile is not of this request.
        await using var command = database.CreateCommand("select count(*) from coach.mt_events where type <> 'tombstone' and coalesce(headers->>'actor', '') not in ('clock', 'system')");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;
}
