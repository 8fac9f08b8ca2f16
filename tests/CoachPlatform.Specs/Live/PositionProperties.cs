using CoachPlatform.Live;
using CsCheck;

namespace CoachPlatform.Specs.Live;

public class PositionProperties
{
    private static readonly Gen<DateTimeOffset> Moment = Gen.Long[0, 4_000_000_000_000_000].Select(µs => DateTimeOffset.UnixEpoch.AddTicks(µs * TimeSpan.TicksPerMicrosecond));

    [Fact]
    public void the_next_position_is_beyond_the_last_and_never_before_the_commit() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000_000], Moment).Sample((last, commit) =>
            Position.Next(last, commit) > last && Position.Next(last, commit) >= Position.Of(commit) && Position.Next(last, commit) <= Math.Max(last + 1, Position.Of(commit)));

    [Fact]
    public void a_clock_that_steps_back_does_not_take_the_position_with_it() =>
        Moment.Array[1, 30].Sample(commits =>
        {
            var positions = new List<long> { 0 };
            foreach (var commit in commits)
                positions.Add(Position.Next(positions[^1], commit));
            return positions.Zip(positions.Skip(1)).All(p => p.Second > p.First);
        });

    [Fact]
    public void a_later_commit_is_not_told_by_how_far_it_lies_from_the_one_before() =>
        // It is the commit's own time, so what happened in between cannot be read from it.
        Gen.Select(Moment, Gen.Long[1, 1_000_000]).Sample((at, gap) => Position.Next(Position.Of(at), at.AddTicks(gap * 10)) == Position.Of(at) + gap);

    [Fact]
    public void it_fits_a_javascript_number() => Assert.True(Position.Of(new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero)) < 1L << 53);

    [Fact]
    public void the_zone_of_the_clock_makes_no_difference() =>
        Moment.Sample(at => Position.Of(at) == Position.Of(at.ToOffset(TimeSpan.FromHours(2))));
}
