using CoachPlatform.Library;

namespace CoachPlatform.Programmes;

/// <summary>One version of a programme, identified by its content: an ordered set of steps with rules. Immutable.</summary>
/// <param name="VersionId">SHA-256, lower-case hex, of the canonical text: equal words and rules, equal version, on any node.</param>
/// <param name="For">What it is for, in a few sentences to the coach.</param>
/// <param name="Practices">The practices that its exercises are drawn from, in order of their ids.</param>
public sealed record Programme(string VersionId, string Slug, string Title, string For, IReadOnlyList<string> Practices, IReadOnlyList<ProgrammeStep> Steps)
{
    public ProgrammeStep? Find(string key) => Steps.FirstOrDefault(s => s.Key == key);
}

/// <summary>One exercise of a programme, and when it is given.</summary>
/// <param name="Exercise">Its slug. Which version of it is given is fixed when a run starts.</param>
/// <param name="OnlyIf">What has to hold besides; null for nothing.</param>
/// <param name="Word">The coach's word to both, given with the exercise.</param>
/// <param name="Why">To the coach: why it stands here.</param>
public sealed record ProgrammeStep(string Key, string Exercise, StepTerms Terms, StepCondition? OnlyIf = null, string? Word = null, string? Why = null);

/// <summary>When a step opens and how long it takes: what may be changed for one couple. Part of the storage format.</summary>
/// <param name="Cadence">How often its exercise comes round; once, or as the exercise has to be started, when left out.</param>
/// <param name="Rounds">How many rounds, for a cadence that repeats; null otherwise.</param>
/// <param name="Lasts">Days that a step without rounds is given; null for as many as usual.</param>
public sealed record StepTerms(StepOpening Opens, Cadence? Cadence = null, int? Rounds = null, int? Lasts = null);

/// <summary>What a step waits for. <c>Step</c> and <c>Days</c> as <c>When</c> asks for them.</summary>
/// <param name="Days">For <c>AfterDays</c> since that step's end, for <c>OnDay</c> since the start of the run.</param>
public sealed record StepOpening(StartsWhen When, string? Step = null, int? Days = null)
{
    public static StepOpening AtOnce { get; } = new(StartsWhen.AtOnce);

    public static StepOpening After(string step, int? days = null) => new(days is null ? StartsWhen.After : StartsWhen.AfterDays, step, days);

    public static StepOpening OnDay(int day) => new(StartsWhen.OnDay, Days: day);
}

public enum StartsWhen { AtOnce, After, AfterDays, OnDay }

/// <param name="Of">A step's key, a topic, or the question to the coach.</param>
public sealed record StepCondition(OnlyIf Kind, string Of);

public enum OnlyIf { Finished, LeftOut, Topic, Coach }
