using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Platform;

namespace CoachPlatform.Programmes;

/// <summary>What a run would be given to decide with, before it has started.</summary>
/// <param name="StartsOn">The first day where the couple lives; null for now.</param>
/// <param name="DoneAfter">Days after which the couple is taken to be done with a step that ends with its round, 0 for the same day; null for its last day.</param>
public sealed record Supposing(DateOnly? StartsOn, int? DoneAfter);

/// <param name="OpensAt">When it would open; null when nobody can say.</param>
/// <param name="EndsAt">When it would end.</param>
/// <param name="Rounds">The opening of each of its rounds, where it has several.</param>
/// <param name="Waits">What it waits on, where it would not open.</param>
/// <param name="Asks">What it asks of the coach; the calendar takes a yes for granted.</param>
public sealed record SupposedStep(string Key, DateTimeOffset? OpensAt, DateTimeOffset? EndsAt, IReadOnlyList<DateTimeOffset> Rounds, StepWaits? Waits, string? Asks);

/// <summary>The calendar that a programme would give a case, by the very decisions that run it, on a clock that leaps from one to the next. Pure.</summary>
public static class Simulate
{
    private const int Longest = 4000;

    /// <param name="at">The run as it would stand before its first look; its <c>Now</c> is the moment of the start.</param>
    public static IReadOnlyList<SupposedStep> Calendar(RunAt at, Supposing supposing)
    {
        var asked = at.Template.Steps.Where(s => s.OnlyIf?.Kind == OnlyIf.Coach).ToDictionary(s => s.Key, _ => new RunStep(Allowed: true));
        at = at with { Run = at.Run with { StartsOn = supposing.StartsOn, Steps = asked } };
        for (var looks = 0; looks < Longest; looks++)
        {
            at = at with { World = at.World with { Steps = Seen(at, supposing) } };
            var due = RunSteps.Due(at);
            at = at with { Run = due.Aggregate(at.Run, (run, e) => ProgrammeRun.Fold(run, run.Id, e, at.Now)!) };
            if (at.Run.EndedAt is not null || After(at, supposing) is not { } next)
                break;
            at = at with { Now = next };
        }

        at = at with { World = at.World with { Steps = Seen(at, supposing) } };
        return [.. at.Template.Steps.Select(s => Of(at, s))];
    }

    /// <summary>How many weeks a programme takes where nothing holds it up.</summary>
    public static int Weeks(Programme programme, IReadOnlyDictionary<string, Exercise> exercises)
    {
        var monday = new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);
        var world = new RunWorld("", "Etc/UTC", Open: true, Consent.Topics.All.ToHashSet(), new Dictionary<string, StepSeen>(), new Dictionary<string, string>());
        var run = new ProgrammeRun(Guid.Empty, Guid.Empty, programme.VersionId, new Dictionary<string, string>(), null, monday, new Dictionary<string, RunStep>());
        var last = Calendar(new RunAt(run, programme, exercises, world, monday), new Supposing(null, null)).Max(s => s.EndsAt) ?? monday;
        return Math.Max(1, (int)Math.Ceiling((last - monday).TotalDays / 7));
    }

    private static SupposedStep Of(RunAt at, ProgrammeStep step)
    {
        var state = at.Run.Of(step.Key);
        var (waits, _) = state.Waits ? RunSteps.Why(at, step) : default;
        var asks = step.OnlyIf is { Kind: OnlyIf.Coach, Of: var question } ? question : null;
        return new SupposedStep(step.Key, state.AssignedAt, state.AssignedAt is null ? null : state.FinishedAt, Rounds(at, step), waits, asks);
    }

    private static IReadOnlyDictionary<string, StepSeen> Seen(RunAt at, Supposing supposing) => at.Template.Steps
        .Where(s => at.Run.Of(s.Key).AssignedAt is not null)
        .ToDictionary(s => s.Key, s =>
        {
            var cadence = StepEnds.CadenceOf(at.Exercises[s.Key], at.Run.TermsOf(s));
            var rounds = Rounds(at, s);
            var last = cadence.Repeats() ? rounds.Count(r => r <= at.Now) : 1;
            // Without its topic it would be given and sleep.
            var sleeps = at.Exercises[s.Key].Topic is not "none" and var topic && !at.World.Offers.Contains(topic);
            return new StepSeen(
                Guid.Empty, sleeps ? null : at.Run.Of(s.Key).AssignedAt, cadence.Repeats(),
                cadence.Repeats() && last == rounds.Count ? OccurrenceCalendar.OpensAt(rounds[0], at.World.Zone, cadence, last + 1) : null, last,
                Complete: !sleeps && DoneAt(at, s, supposing) <= at.Now, Closed: false, Withdrawn: false);
        });

    private static IReadOnlyList<DateTimeOffset> Rounds(RunAt at, ProgrammeStep step)
    {
        var terms = at.Run.TermsOf(step);
        var cadence = StepEnds.CadenceOf(at.Exercises[step.Key], terms);
        return cadence.Repeats() && at.Run.Of(step.Key).AssignedAt is { } first
            ? [first, .. Enumerable.Range(2, terms.Rounds!.Value - 1).Select(n => OccurrenceCalendar.OpensAt(first, at.World.Zone, cadence, n))]
            : [];
    }

    /// <summary>In the evening of its last day, or of the day that was supposed.</summary>
    private static DateTimeOffset? DoneAt(RunAt at, ProgrammeStep step, Supposing supposing)
    {
        if (at.Run.Of(step.Key).AssignedAt is not { } given)
            return null;
        var days = StepEnds.Days(at.Exercises[step.Key], at.Run.TermsOf(step)) - 1;
        var evening = LocalDay.Morning(LocalDay.Of(given, at.World.Zone).AddDays(Math.Min(days, supposing.DoneAfter ?? days)), at.World.Zone).AddHours(12);
        return evening > given ? evening : given.AddHours(1);
    }

    /// <summary>The next moment at which anything could change; null when nothing will.</summary>
    private static DateTimeOffset? After(RunAt at, Supposing supposing)
    {
        at = at with { World = at.World with { Steps = Seen(at, supposing) } };
        var moments = new List<DateTimeOffset?>();
        foreach (var step in at.Template.Steps)
        {
            var state = at.Run.Of(step.Key);
            if (state.Waits)
                moments.Add(RunSteps.Why(at, step).Waits?.Until);
            else if (state.SettledAt is null && at.World.Steps[step.Key] is { FirstAt: not null } seen)
                moments.Add(seen is { Repeats: true, RoundsOver: null } ? Rounds(at, step).First(r => r > at.Now) : RunSteps.EndsAt(at, step) ?? DoneAt(at, step, supposing));
        }

        return moments.Where(m => m > at.Now).Min();
    }
}
