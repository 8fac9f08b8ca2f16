using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Live;

/// <summary>The coach's board at one moment.</summary>
public sealed record BoardView(string Practice, string CoachName, string Zone, DateTimeOffset Now, IReadOnlyList<BoardRow> Rows);

/// <param name="Current">The round that the row is about: the one that moved last among the open ones, else the last of all.</param>
/// <param name="Recent">The last rounds, oldest first, for the opened bars.</param>
/// <param name="OpenedOf">How many of the rounds in <paramref name="Recent"/> opened together, were agreed or done.</param>
/// <param name="Attention">Why this row needs a look; the first is the most pressing.</param>
public sealed record BoardRow(
    Guid CaseId,
    IReadOnlyDictionary<Seat, string> Names,
    IReadOnlyDictionary<Seat, SeatStatus> Seats,
    CurrentRound? Current,
    IReadOnlyList<RecentRound> Recent,
    int OpenedOf,
    int OpenRounds,
    LastMove LastMove,
    IReadOnlyList<Attention> Attention,
    long Position)
{
    /// <summary>Whether the case goes on, pauses, or has ended.</summary>
    public Standing Standing { get; init; }
}

/// <param name="DaysOver">Whole days past the due date where the couple lives; 0 when not.</param>
public sealed record CurrentRound(
    Guid RoundId, string Title, string StepTitle, int StepNumber, int Steps, int Occurrence, DateOnly? DueOn, int DaysOver, DateTimeOffset OpenedAt,
    IReadOnlyDictionary<Seat, SeatTick> Ticks, RoundMark Mark);

/// <summary>What a seat mark draws: the stored tick, or overdue where the clock says so.</summary>
public enum SeatTick { NotStarted, Waiting, Answered, Open, NotShared, Overdue }

public sealed record RecentRound(Guid RoundId, RoundMark Mark, bool Ended);

public enum Why { Concern, ReadyToRead, Overdue, Still }

/// <param name="Count">Concerns, answers to read, days over, or days without movement.</param>
public sealed record Attention(Why Why, int Count, Guid? RoundId);

public sealed class ReadBoard(IDocumentStore store, LibraryShelf shelf, TimeProvider clock)
{
    /// <summary>Days without movement after which a case with something open asks for a look.</summary>
    public const int StillAfterDays = 7;

    private const int BarsShown = 6;

    public async Task<BoardView> ForAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var boards = await session.Query<CaseBoard>().Where(b => b.Coach == member.StaffId).ToListAsync(ct);
        return await ViewAsync(session, member, boards, ct);
    }

    /// <summary>One row, for a frame; null when the case is not this coach's or not there yet.</summary>
    public async Task<BoardRow?> RowAsync(Member member, Guid caseId, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        return await session.LoadAsync<CaseBoard>(caseId, ct) is { } board ? (await ViewAsync(session, member, [board], ct)).Rows[0] : null;
    }

    private async Task<BoardView> ViewAsync(IQuerySession session, Member member, IReadOnlyList<CaseBoard> boards, CancellationToken ct)
    {
        var names = await Names.OfCasesAsync(session, [.. boards.Select(b => b.Id)], ct);
        var practice = await session.LoadAsync<PracticeProfile>(member.Tenant!, ct);
        var coach = await session.LoadAsync<StaffMember>(member.StaffId!.Value, ct);
        var now = clock.GetUtcNow();
        var library = await shelf.VersionsAsync(session, boards.SelectMany(b => b.Rounds).Select(r => r.ExerciseVersionId), ct);
        var rows = boards.Select(b => Row(b, names.GetValueOrDefault(b.Id) ?? new Dictionary<Seat, string>(), library, now))
            .OrderBy(r => r.Attention.Count == 0 ? int.MaxValue : (int)r.Attention[0].Why)
            .ThenBy(r => r.Standing is Standing.Forming or Standing.Active ? 0 : 1)
            .ThenByDescending(r => r.LastMove.At)
            .ThenBy(r => r.CaseId);
        return new BoardView(practice?.Name ?? "", coach?.Name ?? "", practice?.Zone ?? "Etc/UTC", now, [.. rows]);
    }

    /// <summary>One stored row with names, titles and the clock put to it. Pure.</summary>
    public static BoardRow Row(CaseBoard board, IReadOnlyDictionary<Seat, string> names, ShippedLibrary library, DateTimeOffset now)
    {
        var zone = board.Gate.Zone;
        var open = board.Rounds.Where(r => !r.Ended).ToList();
        var current = open.MaxBy(r => r.MovedAt) ?? board.Rounds.MaxBy(r => r.MovedAt);
        var recent = board.Rounds.TakeLast(BarsShown).ToList();
        return new BoardRow(
            board.Id,
            names,
            board.Gate.Seats.ToDictionary(s => s.Key, s => s.Value.Status),
            current is null ? null : Current(current, library, zone, now),
            [.. recent.Select(r => new RecentRound(r.Id, r.Mark, r.Ended))],
            recent.Count(r => r.Mark is RoundMark.OpenedTogether or RoundMark.Agreed or RoundMark.Done),
            open.Count,
            board.LastMove,
            AttentionFor(board, open, zone, now),
            board.Feed.Coach)
        {
            Standing = board.Gate.Standing,
        };
    }

    private static CurrentRound Current(BoardRound round, ShippedLibrary library, string zone, DateTimeOffset now)
    {
        var exercise = library.Version(round.ExerciseVersionId);
        var over = round.Ended ? 0 : LocalDay.Over(round.DueOn, now, zone);
        var steps = exercise?.Steps ?? [];
        return new CurrentRound(
            round.Id,
            exercise?.Title ?? "This exercise cannot be shown",
            exercise?.Find(round.Step.Key)?.Title ?? "",
            1 + steps.TakeWhile(s => s.Key != round.Step.Key).Count(),
            steps.Count,
            round.Occurrence,
            round.DueOn,
            over,
            round.OpenedAt,
            round.Ticks.ToDictionary(t => t.Key, t => Late(t.Value, over)),
            round.Mark);
    }

    internal static SeatTick Late(Tick tick, int over) => tick switch
    {
        Tick.NotStarted => SeatTick.NotStarted,
        Tick.Waiting => over > 0 ? SeatTick.Overdue : SeatTick.Waiting,
        Tick.Answered => SeatTick.Answered,
        Tick.Open => SeatTick.Open,
        Tick.NotShared => SeatTick.NotShared,
    };

    private static List<Attention> AttentionFor(CaseBoard board, List<BoardRound> open, string zone, DateTimeOffset now)
    {
        var reasons = new List<Attention>();
        if (board.Gate.Holds is { Count: > 0 } holds)
            reasons.Add(new Attention(Why.Concern, holds.Count, null));
        if (board.Rounds.Where(r => r.Unread > 0).ToList() is { Count: > 0 } unread)
            reasons.Add(new Attention(Why.ReadyToRead, unread.Sum(r => r.Unread), unread[^1].Id));
        // Nobody is asked for anything where nothing moves.
        if (!board.Gate.Moves)
            return reasons;
        if (open.Where(r => r.Ticks.Values.Contains(Tick.Waiting)).MaxBy(r => LocalDay.Over(r.DueOn, now, zone)) is { } late && LocalDay.Over(late.DueOn, now, zone) is > 0 and var days)
            reasons.Add(new Attention(Why.Overdue, days, late.Id));
        var still = LocalDay.Of(now, zone).DayNumber - LocalDay.Of(board.LastMove.At, zone).DayNumber;
        if (open.Count > 0 && still >= StillAfterDays)
            reasons.Add(new Attention(Why.Still, still, null));
        return reasons;
    }
}

public static class BoardRoutes
{
    public static void MapBoard(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/cases", async (HttpContext http, ReadBoard board, CancellationToken ct) => Results.Ok((await board.ForAsync(http.Member(), ct)).Rows))
            .WithMetadata(new AccessAttribute(For.Coach)).WithSummary("The board rows").Produces<IReadOnlyList<BoardRow>>();
}
