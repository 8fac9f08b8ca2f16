using System.Security.Cryptography;
using System.Threading.Channels;
using CoachPlatform.Platform;
using JasperFx.Events.Daemon.HighWater;
using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>
/// Wakes the projections of every node after events were committed, with one signal for however many commits there were since the last. The poll of a second
/// makes up for a signal that was lost.
/// </summary>
public sealed class AppendSignal(NpgsqlDataSource database, ILogger<AppendSignal> log)
    : NodeSignal(database, log, "events_appended", Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }))
{
    private readonly string self = RandomNumberGenerator.GetHexString(16);
    private readonly Wake awake = new();

    /// <summary>What the projections wait on.</summary>
    public IDaemonWakeup Wakeup => new UntilAppended(awake);

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.GetStreams().Any())
        {
            awake.Call();
            Tell(self);
        }

        return Task.CompletedTask;
    }

    protected override void Heard(string payload)
    {
        if (payload != self)
            awake.Call();
    }

    private sealed class UntilAppended(Wake awake) : IDaemonWakeup
    {
        /// <summary>Until something was appended since the last call returned, here or elsewhere; at the latest after <paramref name="timeout"/>.</summary>
        public Task WaitAsync(TimeSpan timeout, CancellationToken token) => awake.WaitAsync(timeout, token);

        public void Dispose()
        {
            // The projections may be stopped and started again; the signal lives as long as the application.
        }
    }
}
