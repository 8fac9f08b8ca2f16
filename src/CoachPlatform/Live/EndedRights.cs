using System.Threading.Channels;
using CoachPlatform.Cases;
using CoachPlatform.Practices;
using Marten;
using Marten.Services;
using Npgsql;

namespace CoachPlatform.Live;

/// <summary>
/// Says which hub groups have just lost somebody: heard from the commit that took the right away, here and on other nodes. The look of every minute makes
/// up for a signal that was lost.
/// </summary>
public sealed class EndedRights(NpgsqlDataSource database, ILogger<EndedRights> log) : NodeSignal(database, log, "rights_ended", Channel.CreateUnbounded<string>())
{
    private readonly Channel<string> ended = Channel.CreateUnbounded<string>();

    /// <summary>The names of the groups whose connections end.</summary>
    public ChannelReader<string> Groups => ended.Reader;

    /// <summary>The groups from which an event takes whoever listens there. Pure.</summary>
    public static string? GroupEndedBy(object @event) => @event switch
    {
        StaffLeft e => CoachHub.GroupOf(e.StaffId),
        RoleChanged e when !e.Roles.Contains(Role.Coach) => CoachHub.GroupOf(e.StaffId),
        SeatReleased e => CoupleHub.GroupOf(e.CaseId, e.Seat),
        // A case that is handed over leaves its coach's group by itself: frames go to who coaches it now.
        _ => null,
    };

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var group in commit.GetEvents().Select(e => GroupEndedBy(e.Data)).OfType<string>())
        {
            ended.Writer.TryWrite(group);
            Tell(group);
        }

        return Task.CompletedTask;
    }

    /// <summary>What this node tells it hears too, and ends what it has ended already: nothing happens twice.</summary>
    protected override void Heard(string payload) => ended.Writer.TryWrite(payload);
}
