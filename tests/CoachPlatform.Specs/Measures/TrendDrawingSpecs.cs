using CoachPlatform.Cases;
using CoachPlatform.Measures;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Specs.Measures;

public class TrendDrawingSpecs
{
    private static TrendDrawing Draw(params (double? A, double? B)[] rounds)
    {
        var points = rounds.Select((r, i) => new TrendPoint(Guid.Empty, i + 1, Couple.Now.AddDays(7 * i), Seats(r.A, r.B), null)).ToList();
        return TrendDrawing.Of(new Trend("trust", "x", "X", "m", "M", "0 to 10", "higher", 0, 10, points), Couple.Now, Couple.Now.AddDays(7 * (rounds.Length - 1)));

        static Dictionary<Seat, double> Seats(double? a, double? b)
        {
            var values = new Dictionary<Seat, double>();
            if (a is { } ofA)
                values[Seat.A] = ofA;
            if (b is { } ofB)
                values[Seat.B] = ofB;
            return values;
        }
    }

    [Fact]
    public void no_line_bridges_a_gap()
    {
        var line = Draw((1, null), (2, null), (null, null), (4, null), (5, null), (6, null)).Lines.Single();
        Assert.Equal([2, 3], line.Runs().Select(r => r.Split(' ').Length));
    }

    [Fact]
    public void a_lone_point_is_a_point_without_a_line()
    {
        var line = Draw((1, null), (null, null), (4, null)).Lines.Single();
        Assert.Empty(line.Runs());
        Assert.Equal(2, line.Points.Count(p => p is not null));
    }

    [Fact]
    public void two_marks_never_hide_each_other()
    {
        var lines = Draw((5, 5), (5, 6)).Lines;
        Assert.Equal(6, lines[1].Points[0]!.Y - lines[0].Points[0]!.Y, 6);
        Assert.True(lines[0].Points[1]!.Y > lines[1].Points[1]!.Y);
    }

    [Fact]
    public void fewer_than_three_figures_are_not_drawn()
    {
        Assert.False(Draw((1, 2)).Enough);
        Assert.True(Draw((1, 2), (3, null)).Enough);
    }

    [Fact]
    public void the_ends_of_the_scale_are_the_ends_of_the_chart()
    {
        var line = Draw((0, null), (10, null), (5, null)).Lines.Single();
        Assert.Equal([94.0, 10.0, 52.0], line.Points.Select(p => p!.Y));
        Assert.Equal((26.0, 232.0), (line.Points[0]!.X, line.Points[2]!.X));
    }
}
