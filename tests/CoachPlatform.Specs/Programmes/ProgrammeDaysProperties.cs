using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using CsCheck;
using NodaTime;
using NodaTime.Extensions;
using static CoachPlatform.Specs.Programmes.Running;

namespace CoachPlatform.Specs.Programmes;

/// <summary>The days of a programme in any zone, over the days on which clocks change: seven in the morning of the right day where the couple lives.</summary>
public class ProgrammeDaysProperties
{
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];

    /// <summary>A zone, and a moment of the start: half of them within days of a change of its clocks.</summary>
    private static readonly Gen<(string Zone, DateTimeOffset Start)> Starts = Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Long[0, 365L * 60 * 24 * 15], Gen.Bool).Select((zone, minutes, near) =>
    {
        var at = new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
        var change = DateTimeZoneProviders.Tzdb[Zones[zone]].GetZoneInterval(at.ToInstant());
        return (Zones[zone], near && change.HasEnd && change.End < Instant.FromUtc(2030, 1, 1, 0, 0) ? change.End.ToDateTimeOffset().AddMinutes(-(minutes % (3 * 24 * 60))) : at);
    });

    [Fact]
    public void a_day_of_its_own_opens_in_the_morning_of_that_many_local_days_after_the_start() =>
        Gen.Select(Starts, Gen.Int[1, 60]).Sample((s, n) =>
        {
            var at = At(s.Zone, s.Start, s.Start, Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(n)));
            IsMorning(RunSteps.Why(at, at.Template.Steps[1]).Waits!.Until!.Value, LocalDay.Of(s.Start, s.Zone).AddDays(n), s.Zone);
        });

    [Fact]
    public void days_after_a_step_open_in_the_morning_of_that_many_local_days_after_its_end() =>
        Gen.Select(Starts, Gen.Int[1, 60], Gen.Int[0, 60 * 24 * 5]).Sample((s, n, later) =>
        {
            var settled = s.Start.AddMinutes(later);
            var at = At(s.Zone, s.Start, settled, Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a", n)));
            at = at with { Run = ProgrammeRun.Fold(at.Run, RunId, new StepLeftOut(Couple.CaseId, "a"), settled)! };
            IsMorning(RunSteps.Why(at, at.Template.Steps[1]).Waits!.Until!.Value, LocalDay.Of(settled, s.Zone).AddDays(n), s.Zone);
        });

    [Fact]
    public void a_step_that_ends_on_its_day_ends_in_the_morning_after_its_last() =>
        Gen.Select(Starts, Gen.Int[1, 60]).Sample((s, days) =>
        {
            var step = new ProgrammeStep("a", "weekly-pulse", new StepTerms(StepOpening.AtOnce, Lasts: days));
            var at = At(s.Zone, s.Start, s.Start, step);
            var seen = new StepSeen(Guid.Empty, s.Start, Repeats: false, RoundsOver: null, 1, Complete: false, Closed: false, Withdrawn: false);
            at = at with { World = at.World with { Steps = new Dictionary<string, StepSeen> { ["a"] = seen } } };
            IsMorning(RunSteps.EndsAt(at, step)!.Value, LocalDay.Of(s.Start, s.Zone).AddDays(days), s.Zone);
        });

    [Fact]
    public void what_stands_later_never_comes_earlier() =>
        Gen.Select(Starts, Gen.Int[1, 60], Gen.Int[0, 20]).Sample((s, n, more) =>
        {
            var at = At(s.Zone, s.Start, s.Start, Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(n)), Seen("c", StepOpening.OnDay(n + more)));
            var (first, second) = (RunSteps.Why(at, at.Template.Steps[1]).Waits!.Until, RunSteps.Why(at, at.Template.Steps[2]).Waits!.Until);
            Assert.True(first <= second);
            Assert.True(first > s.Start);
        });

    private static RunAt At(string zone, DateTimeOffset start, DateTimeOffset now, params ProgrammeStep[] steps)
    {
        var template = Of(steps);
        var run = ProgrammeRun.Fold(null, RunId, new RunStarted(Couple.CaseId, template.VersionId, new Dictionary<string, string>()), start)!;
        return new RunAt(run, template, Exercises(template), new RunWorld("t", zone, true, new HashSet<string>(), new Dictionary<string, StepSeen>(), new Dictionary<string, string>()), now);
    }

    /// <summary>The first instant of that day on which its clocks show seven or later; where the zone leaves the day out, the first of the next.</summary>
    private static void IsMorning(DateTimeOffset moment, DateOnly day, string zone)
    {
        var seven = day.ToLocalDate() + new LocalTime(7, 0);
        Assert.True(LocalDay.At(moment, zone) >= seven, $"{moment:O} is before seven on {day} in {zone}.");
        Assert.True(LocalDay.At(moment.AddTicks(-1), zone) < seven, $"{moment:O} is after the first seven on {day} in {zone}.");
    }
}
