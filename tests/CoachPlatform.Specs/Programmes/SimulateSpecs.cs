using System.Globalization;
using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using static CoachPlatform.Specs.Programmes.Running;

namespace CoachPlatform.Specs.Programmes;

public class SimulateSpecs
{
    [Fact]
    public void the_calendar_names_the_day_of_every_step()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Alone("b", StepOpening.OnDay(7)), Seen("c", StepOpening.After("a", 3)), Seen("d", StepOpening.After("b")));
        Assert.Equal("a 02-03..08-03, b 09-03..16-03, c 11-03..17-03, d 16-03..22-03", Days(run, new Supposing(null, null)));
    }

    [Fact]
    public void supposing_another_pace_moves_only_what_ends_with_its_round()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.After("a")), Alone("c", StepOpening.AtOnce), Seen("d", StepOpening.After("c")));
        Assert.Equal("a 02-03..03-03, b 03-03..04-03, c 02-03..09-03, d 09-03..10-03", Days(run, new Supposing(null, 1)));
        Assert.Equal("a 02-03..02-03, b 02-03..02-03, c 02-03..09-03, d 09-03..09-03", Days(run, new Supposing(null, 0)));
    }

    [Fact]
    public void a_later_start_moves_everything()
    {
        var run = From(Seen("a", StepOpening.AtOnce), Seen("b", StepOpening.OnDay(7)));
        Assert.Equal("a 10-03..11-03, b 17-03..18-03", Days(run, new Supposing(new DateOnly(2026, 3, 10), 1)));
    }

    [Fact]
    public void what_nobody_can_date_says_why_and_what_asks_the_coach_says_what()
    {
        var run = From(Seen("a", StepOpening.AtOnce, OnlyIf.Topic, "fears"), Seen("b", StepOpening.After("a")), Seen("c", StepOpening.AtOnce, OnlyIf.Coach, "Ready?"), Seen("d", StepOpening.AtOnce)).Block("d", "not-yet");
        var steps = Simulate.Calendar(run.At, new Supposing(null, null)).ToDictionary(s => s.Key);
        Assert.Equal((Waits.ForTopic, "fears"), (steps["a"].Waits!.Kind, steps["a"].Waits!.On));
        Assert.Equal(Waits.ForStep, steps["b"].Waits!.Kind);
        Assert.Equal("Ready?", steps["c"].Asks);
        Assert.NotNull(steps["c"].OpensAt);
        Assert.Equal(Waits.Blocked, steps["d"].Waits!.Kind);
    }

    [Fact]
    public void the_shipped_programmes_take_about_as_long_as_they_say()
    {
        var weeks = ShippedProgrammesSpecs.Shipped.Programmes.ToDictionary(p => p.Slug, p => Simulate.Weeks(p, Exercises(p)));
        Assert.InRange(weeks["six-weeks-of-connection"], 6, 7);
        Assert.InRange(weeks["listening"], 5, 9);
        Assert.InRange(weeks["rebuilding-trust"], 6, 9);
    }

    private static string Days(Running run, Supposing supposing) =>
        string.Join(", ", Simulate.Calendar(run.At, supposing).Select(s => $"{s.Key} {Day(s.OpensAt)}..{Day(s.EndsAt)}"));

    private static string Day(DateTimeOffset? at) => at is { } moment ? LocalDay.Of(moment, Couple.Zone).ToString("dd-MM", CultureInfo.InvariantCulture) : "?";
}
