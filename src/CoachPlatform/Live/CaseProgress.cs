using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;
using CoachPlatform.Safety;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace CoachPlatform.Live;

/// <summary>
/// Folds every event of a case into its board row, its rounds' feeds and its readers' positions, all in the one batch that also announces them:
/// a frame is sent only after the rows it announces are there to be read.
/// </summary>
public sealed class CaseProgress : IProjection
{
    private const int EndedRoundsKept = 6;

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var tenant in events.Where(e => e.Data is ICaseEvent).GroupBy(e => e.TenantId))
            await ApplyAsync(operations.ForTenant(tenant.Key), [.. tenant], cancellation);
    }

    private static async Task ApplyAsync(ITenantOperations operations, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        var boards = (await operations.LoadManyAsync<CaseBoard>(ct, [.. events.Select(e => ((ICaseEvent)e.Data).CaseId).Distinct()])).ToDictionary(b => b.Id);
        // A seat that joins starts waiting in the rounds that are on the board already, and a topic changes all that are of it.
        var onBoard = events.Any(e => ChangesRows(e.Data)) ? boards.Values.SelectMany(b => b.Rounds.Select(r => r.Id)) : [];
        var roundIds = events.SelectMany(RoundsOf).Concat(onBoard).Distinct().ToArray();
        var feeds = (await operations.LoadManyAsync<RoundFeed>(ct, roundIds)).ToDictionary(r => r.Id);
        foreach (var caseId in events.Select(e => e.Data).Where(ChangesSight).Select(e => ((ICaseEvent)e).CaseId).Distinct())
            foreach (var feed in await operations.Query<RoundFeed>().Where(r => r.CaseId == caseId).ToListAsync(ct))
                feeds.TryAdd(feed.Id, feed);
        var touched = new HashSet<Guid>();
        foreach (var e in events)
            Fold(e, boards, feeds, touched);
        foreach (var board in boards.Values)
            operations.Store(board);
        foreach (var id in touched)
            operations.Store(feeds[id]);
    }

    private static IEnumerable<Guid> RoundsOf(IEvent e) => e.Data switch
    {
        IRoundEvent => [e.StreamId],
        AnswersOpened opened => opened.Answers.Select(a => a.Round),
        _ => [],
    };

    /// <summary>One event. Pure but for the dictionaries, which are the batch.</summary>
    public static void Fold(IEvent e, Dictionary<Guid, CaseBoard> boards, Dictionary<Guid, RoundFeed> feeds, HashSet<Guid> touched)
    {
        var caseId = ((ICaseEvent)e.Data).CaseId;
        if (e.Data is CaseOpened opened)
        {
            var gate = CaseGate.Fold(null, opened, e.Timestamp)!;
            boards[caseId] = Move(new CaseBoard(caseId, opened.Coach, gate, Feed.Start, new LastMove(Live.Move.CaseOpened, e.Timestamp), []), Moved.CoachAlone, e);
        }
        else if (boards.TryGetValue(caseId, out var board))
        {
            boards[caseId] = e.Data switch
            {
                IRoundEvent round => FoldRound(board, round, e, feeds, touched),
                AnswersOpened reading => FoldReading(board, reading, e, feeds, touched),
                _ => FoldCase(board, e, feeds),
            };
        }
    }

    private static bool ChangesSight(object @event) => @event is TopicClosed or HoldLifted or SeatEmptied || ChangesStanding(@event);

    private static bool ChangesStanding(object @event) => @event is CasePaused or CaseResumed or SeatLeft or LeavingTold or CaseSeparated or CaseClosed;

    private static bool ChangesRows(object @event) =>
        @event is SeatJoined or SeatReleased or SeatLeft or TopicOpened or TopicClosed or CoachChanged or HistoryOpened or SeatEmptied;

    private static CaseBoard FoldCase(CaseBoard board, IEvent e, Dictionary<Guid, RoundFeed> feeds)
    {
        var gate = CaseGate.Fold(board.Gate, e.Data, e.Timestamp)!;
        var rounds = ChangesRows(e.Data)
            ? [.. board.Rounds.Select(r => feeds.TryGetValue(r.Id, out var feed) ? feed.Row(gate, r.MovedAt) : r)]
            : board.Rounds;
        var moved = ChangesStanding(e.Data)
            ? WhoIsMoved.ByStanding(feeds.Values.Where(f => f.CaseId == board.Id), board.Gate, gate, e.Timestamp)
            : ChangesSight(e.Data)
            ? WhoIsMoved.ByGate(feeds.Values.Where(f => f.CaseId == board.Id), board.Gate, gate, e.Timestamp)
            : WhoIsMoved.ByCase(e.Data, board.Gate);
        IReadOnlyList<Guid> lost = e.Data is CoachChanged changed ? [.. board.JustLostBy, changed.From] : board.JustLostBy;
        return Move(board with { Gate = gate, Coach = gate.Coach, JustLostBy = lost, Rounds = rounds, LastMove = LastMoves.After(board.LastMove, e) }, moved, e);
    }

    private static CaseBoard FoldRound(CaseBoard board, IRoundEvent @event, IEvent e, Dictionary<Guid, RoundFeed> feeds, HashSet<Guid> touched)
    {
        var before = feeds.GetValueOrDefault(e.StreamId);
        if (Round.Fold(before?.Round, e.StreamId, @event, e.Timestamp) is not { } round)
            return board;
        var after = new RoundFeed(e.StreamId, board.Id, round, before?.Read ?? []);
        feeds[e.StreamId] = after;
        touched.Add(e.StreamId);
        return Move(
            board with { Rounds = Keep(board.Rounds, after.Row(board.Gate, e.Timestamp)), LastMove = LastMoves.After(board.LastMove, e, round) },
            WhoIsMoved.ByRound(before, after, board.Gate, @event, e.Timestamp),
            e);
    }

    private static CaseBoard FoldReading(CaseBoard board, AnswersOpened reading, IEvent e, Dictionary<Guid, RoundFeed> feeds, HashSet<Guid> touched)
    {
        var unreadChanged = false;
        // Whoever saw a figure in a chart, or took a copy along, has not read the words.
        if (reading.Reader == ReaderKind.Coach && reading.Route is not (Routes.Trend or Routes.Export or Routes.Release))
        {
            foreach (var answers in reading.Answers.GroupBy(a => a.Round))
            {
                if (!feeds.TryGetValue(answers.Key, out var feed))
                    continue;
                var after = feed with { Read = [.. feed.Read.Union(answers)] };
                unreadChanged |= after.Unread(board.Gate, e.Timestamp).Count != feed.Unread(board.Gate, e.Timestamp).Count;
                feeds[answers.Key] = after;
                touched.Add(answers.Key);
                if (board.Rounds.FirstOrDefault(r => r.Id == answers.Key) is { } row)
                    board = board with { Rounds = [.. board.Rounds.Select(r => r == row ? after.Row(board.Gate, row.MovedAt) : r)] };
            }
        }

        return Move(board, WhoIsMoved.ByReading(reading, reading.Answers[0].Author, unreadChanged), e);
    }

    private static CaseBoard Move(CaseBoard board, Moved moved, IEvent e) =>
        board with { Feed = board.Feed.After(moved, e.Timestamp), JustMoved = board.JustMoved.And(moved) };

    private static IReadOnlyList<BoardRound> Keep(IReadOnlyList<BoardRound> rounds, BoardRound row)
    {
        var all = rounds.Where(r => r.Id != row.Id).Append(row).OrderBy(r => r.OpenedAt).ThenBy(r => r.Id).ToList();
        var ended = all.Count(r => r.Ended);
        return [.. all.Where(r => !r.Ended || ended-- <= EndedRoundsKept)];
    }
}
