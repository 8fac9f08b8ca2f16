using CoachPlatform.Assignments;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

/// <summary>A run of a made programme, on a clock that a spec moves; what its assignments came to, the spec says.</summary>
internal sealed class Running
{
    public static readonly Guid RunId = new("00000000-0000-7000-8000-00000000be01");

    /// <summary>Half past ten in the morning, in Madrid.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly Dictionary<string, StepSeen> seen = [];
    private readonly Dictionary<string, string> blocked = [];
    private readonly HashSet<string> offers = [];
    private bool open = true;

    private Running(Programme template) => Template = template;

    public Programme Template { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public List<(object Event, DateTimeOffset At)> Stored { get; } = [];

    public ProgrammeRun Run => Stored.Aggregate((ProgrammeRun?)null, (run, s) => ProgrammeRun.Fold(run, RunId, s.Event, s.At))!;

    public RunAt At => new(Run, Template, Exercises(Template), new RunWorld("tenant", Couple.Zone, open, offers, seen, blocked), Now);

    public static Programme Of(params ProgrammeStep[] steps) => new Programme("", "made", "Made", "For specs.", [], steps).Identified();

    /// <summary>A step with a round that both see the end of.</summary>
    public static ProgrammeStep Seen(string key, StepOpening opens, OnlyIf? kind = null, string? of = null) => Step(key, "something-i-understood", opens, kind, of);

    /// <summary>A step in which neither sees whether the other has answered.</summary>
    public static ProgrammeStep Alone(string key, StepOpening opens, OnlyIf? kind = null, string? of = null) => Step(key, "weekly-pulse", opens, kind, of);

    public static IReadOnlyDictionary<string, Exercise> Exercises(Programme template) => template.Steps.ToDictionary(s => s.Key, s => Play.Exercise(s.Exercise));

    /// <summary>The run at its first look.</summary>
    public static Running From(Programme template, DateOnly? startsOn = null)
    {
        var running = new Running(template);
        running.Keep(new RunStarted(Couple.CaseId, template.VersionId, new Dictionary<string, string>(), startsOn));
        return running;
    }

    public static Running From(params ProgrammeStep[] steps) => From(Of(steps));

    /// <summary>Days later, at the same time of day.</summary>
    public Running Later(int days)
    {
        Now = Now.AddDays(days);
        return this;
    }

    /// <summary>Looks, keeps what is due, and looks again, which must give nothing.</summary>
    /// <returns>The events as short words: <c>gave a</c>, <c>finished a</c>, <c>left out a</c>, <c>ended</c>.</returns>
    public string Look()
    {
        var due = RunSteps.Due(At);
        foreach (var e in due)
            Keep(e);
        Assert.Empty(RunSteps.Due(At));
        return string.Join(", ", due.Select(Words));
    }

    public Running Done(string key)
    {
        seen[key] = seen[key] with { Complete = true };
        return this;
    }

    public Running Withdraw(string key)
    {
        seen[key] = seen[key] with { Withdrawn = true, Closed = true };
        return this;
    }

    public Running Offer(string topic)
    {
        offers.Add(topic);
        return this;
    }

    public Running Block(string key, string refusal)
    {
        blocked[key] = refusal;
        return this;
    }

    public Running CaseOpen(bool isOpen)
    {
        open = isOpen;
        return this;
    }

    /// <summary>The coach decides; twice the same gives nothing more, or the same refusal.</summary>
    public string Decide(Func<RunAt, Decision> decide)
    {
        var decision = decide(At);
        if (decision.Refusal is { } refusal)
        {
            Assert.Equal(refusal.Slug, decide(At).Refusal?.Slug);
            return refusal.Slug;
        }

        foreach (var e in decision.Events)
            Keep(e);
        var again = decide(At);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
        return string.Join(", ", decision.Events.Select(Words));
    }

    public StepWaits? Waits(string key) => RunSteps.Why(At, Template.Find(key)!).Waits;

    private void Keep(object e)
    {
        Stored.Add((e, Now));
        if (e is StepAssigned given)
            seen[given.StepKey] = Fresh(Template.Find(given.StepKey)!);
    }

    private StepSeen Fresh(ProgrammeStep step)
    {
        var cadence = StepEnds.CadenceOf(Play.Exercise(step.Exercise), Run.TermsOf(step));
        var last = Run.TermsOf(step).Rounds ?? 1;
        DateTimeOffset? over = cadence.Repeats() ? OccurrenceCalendar.OpensAt(Now, Couple.Zone, cadence, last + 1) : null;
        return new StepSeen(Ids.Named("tenant", step.Key), Now, cadence.Repeats(), over, last, Complete: false, Closed: false, Withdrawn: false);
    }

    private static ProgrammeStep Step(string key, string exercise, StepOpening opens, OnlyIf? kind, string? of) =>
        new(key, exercise, new StepTerms(opens), kind is { } k ? new StepCondition(k, of!) : null);

    private static string Words(object e) => e switch
    {
        StepAssigned x => $"gave {x.StepKey}",
        StepFinished x => $"finished {x.StepKey}",
        StepLeftOut x => $"left out {x.StepKey}",
        StepAllowed x => $"allowed {x.StepKey}",
        StepChanged x => $"changed {x.StepKey}",
        RunPaused => "paused",
        RunResumed => "resumed",
        RunEnded x => $"ended {x.Because}",
        _ => e.GetType().Name,
    };
}
