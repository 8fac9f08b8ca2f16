using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;

namespace CoachPlatform.Web.Couple;

/// <summary>What has opened or is over, by month, the newest first.</summary>
public sealed record HistoryView(IReadOnlyList<HistoryMonth> Months, DateTimeOffset Now, IReadOnlyDictionary<Guid, long> Positions)
{
    public IReadOnlyList<MyCase> Cases { get; init; } = [];

    public static HistoryView Of(MyRoundsView mine, DateTimeOffset now) => new(
        [.. TodayView.Lines(mine).Where(IsPast)
            .OrderByDescending(DateOf)
            .GroupBy(l => Moments.Month(DateOf(l), l.Case.Zone))
            .Select(g => new HistoryMonth(g.Key, [.. g]))],
        now,
        mine.Cases.ToDictionary(c => c.CaseId, c => c.Position))
    {
        Cases = mine.Cases,
    };

    /// <summary>What is dated: the moment at which it opened, else the day it was given.</summary>
    public static DateTimeOffset DateOf(MyLine line) => line.Round.OpenedTogether ?? line.Round.OpenedAt;

    public static string DayOf(MyLine line) => LocalDay.Of(DateOf(line), line.Case.Zone).Day.ToString(System.Globalization.CultureInfo.CurrentCulture);

    private static bool IsPast(MyLine line) =>
        line.Round.OpenedTogether is not null || line.Round.Part is MyPart.Opened or MyPart.DoneForMe or MyPart.Closed;
}

public sealed record HistoryMonth(string Name, IReadOnlyList<MyLine> Lines);
