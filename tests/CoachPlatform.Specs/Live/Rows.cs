using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Live;
using JasperFx.Events;
using Marten;

namespace CoachPlatform.Specs.Live;

/// <summary>The rows of one batch of the board's projection, folded without a database.</summary>
internal sealed class Rows
{
    public static ISerializer Serializer { get; } = StoreUnderTest.Options.Serializer();

    private Dictionary<Guid, CaseBoard> boards = [];
    private Dictionary<Guid, RoundFeed> feeds = [];

    public CaseBoard Board => boards[Couple.CaseId];

    public IEnumerable<RoundFeed> Feeds => feeds.Values;

    public void Fold(IEnumerable<(object Event, DateTimeOffset At)> stored)
    {
        foreach (var (e, at) in stored)
            Fold(Of(e, at, e is IRoundEvent ? Told.RoundId : e is AssignmentMade or DueChanged or OccurrenceOpened or AssignmentWithdrawn or RestTaken or RestEnded ? Told.AssignmentId : Couple.CaseId));
    }

    public void Fold(IEvent e) => CaseProgress.Fold(e, boards, feeds, []);

    /// <summary>The batch is written, and the next one reads it back.</summary>
    public void Commit()
    {
        boards = boards.ToDictionary(b => b.Key, b => Again(b.Value));
        feeds = feeds.ToDictionary(f => f.Key, f => Again(f.Value));
    }

    public string Json() => string.Join('\n', [.. boards.OrderBy(b => b.Key).Select(b => Serializer.ToJson(b.Value)), .. feeds.OrderBy(f => f.Key).Select(f => Serializer.ToJson(f.Value))]);

    public static IEvent Of(object @event, DateTimeOffset at, Guid stream)
    {
        var wrapped = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(@event.GetType()), @event)!;
        wrapped.StreamId = stream;
        wrapped.Timestamp = at;
        return wrapped;
    }

    private static T Again<T>(T row) where T : notnull
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Serializer.ToJson(row)));
        return Serializer.FromJson<T>(stream);
    }
}
