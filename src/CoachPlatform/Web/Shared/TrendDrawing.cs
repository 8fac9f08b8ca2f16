using System.Globalization;
using CoachPlatform.Cases;
using CoachPlatform.Measures;

namespace CoachPlatform.Web.Shared;

/// <summary>Where the lines and points of one small chart lie, in its own box of 240 by 118. Gaps stay gaps: a line never bridges what is not there. Pure.</summary>
public sealed record TrendDrawing(IReadOnlyList<TrendLine> Lines, double Low, double High, int Figures)
{
    public const int Width = 240;
    public const int Height = 118;
    private const double Left = 26;
    private const double Right = 232;
    private const double Top = 10;
    private const double Bottom = 94;

    /// <summary>Fewer say nothing yet.</summary>
    public const int Fewest = 3;

    public bool Enough => Figures >= Fewest;

    public static bool IsEnough(Trend trend) => trend.Points.Sum(p => p.Values.Count + (p.Both is null ? 0 : 1)) >= Fewest;

    /// <param name="from">All charts of a page show the same span.</param>
    public static TrendDrawing Of(Trend trend, DateTimeOffset from, DateTimeOffset to)
    {
        double[] all = [.. trend.Points.SelectMany(p => p.Values.Values.Concat(p.Both is { } both ? [both] : []))];
        var low = trend.Low ?? Math.Min(0, Math.Floor(all.DefaultIfEmpty(0).Min()));
        var high = trend.High ?? Math.Max(low + 1, Math.Ceiling(all.DefaultIfEmpty(1).Max()));
        var lines = new List<TrendLine>();
        foreach (var seat in Seats.Both)
            lines.Add(new TrendLine(seat, [.. trend.Points.Select(p => p.Values.TryGetValue(seat, out var value) ? At(p, value, Same(p) ? (seat == Seat.A ? -3 : 3) : 0) : null)]));
        lines.Add(new TrendLine(null, [.. trend.Points.Select(p => p.Both is { } both ? At(p, both, 0) : null)]));
        return new TrendDrawing([.. lines.Where(l => l.Points.Any(p => p is not null))], low, high, all.Length);

        TrendSpot At(TrendPoint point, double value, double shift) => new(
            to <= from ? Left : Left + (Right - Left) * ((point.At - from) / (to - from)),
            Bottom - (Bottom - Top) * ((value - low) / (high - low)) + shift);

        // Two marks on one spot would hide each other.
        static bool Same(TrendPoint p) => p.Values.Count == 2 && p.Values.Values.First() == p.Values.Values.Last();
    }

    public static string Number(double value) => value.ToString("0.#", CultureInfo.CurrentCulture);

    public static string Svg(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <param name="Seat">Null for a figure of the two together.</param>
/// <param name="Points">One per round; null for a gap.</param>
public sealed record TrendLine(Seat? Seat, IReadOnlyList<TrendSpot?> Points)
{
    /// <summary>Runs of neighbouring points, as the <c>points</c> of polylines. A lone point has no line.</summary>
    public IEnumerable<string> Runs()
    {
        var run = new List<TrendSpot>();
        foreach (var point in Points.Append(null))
        {
            if (point is not null)
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 1)
                yield return string.Join(' ', run.Select(p => $"{TrendDrawing.Svg(p.X)},{TrendDrawing.Svg(p.Y)}"));
            run.Clear();
        }
    }
}

public sealed record TrendSpot(double X, double Y);
