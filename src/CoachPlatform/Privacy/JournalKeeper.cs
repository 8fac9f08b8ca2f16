using System.Threading.Channels;
using Npgsql;

namespace CoachPlatform.Privacy;

/// <summary>
/// Keeps the file of the journal complete: every line that has committed goes into it, at once where something was just destroyed, and again each
/// minute, so that a crash between the two loses nothing. Several nodes may each keep a file of their own.
/// </summary>
public sealed partial class JournalKeeper(NpgsqlDataSource database, JournalFile file, TimeProvider clock, ILogger<JournalKeeper> log) : BackgroundService
{
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim copying = new(1, 1);
    private HashSet<Guid>? known;

    /// <summary>Copies once this request is answered, and so committed.</summary>
    public void WakeAfter(HttpContext http) => http.Response.OnCompleted(() =>
    {
        woken.Writer.TryWrite(true);
        return Task.CompletedTask;
    });

    /// <summary>Adds to the file what the database has and the file has not.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task CopyAsync(CancellationToken ct)
    {
        await copying.WaitAsync(ct);
        try
        {
            known ??= [.. file.Read().Select(l => l.Id)];
            var missing = (await Journal.ReadAsync(database, ct)).Where(l => !known.Contains(l.Key)).ToList();
            if (missing.Count == 0)
                return;
            file.Append([.. missing.Select(l => l.Value)]);
            known.UnionWith(missing.Select(l => l.Key));
        }
        finally
        {
            copying.Release();
        }
    }

    public override void Dispose()
    {
        copying.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var wake = woken.Reader.ReadAsync(stoppingToken).AsTask();
        try
        {
            while (true)
            {
                var came = await Task.WhenAny(tick, wake);
                await came;
                if (came == tick)
                    tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                else
                    wake = woken.Reader.ReadAsync(stoppingToken).AsTask();
                await TryCopyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops; what is missing is copied at the next start.
        }
    }

    /// <summary>As <see cref="CopyAsync"/>; what fails is said in the log, and tried again within a minute.</summary>
    public async Task TryCopyAsync(CancellationToken ct)
    {
        try
        {
            await CopyAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotCopied(log, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The erasure journal could not be written: {Problem}. It is tried again in a minute; until then a restored backup could bring back what was destroyed.")]
    private static partial void NotCopied(ILogger log, string problem);
}
