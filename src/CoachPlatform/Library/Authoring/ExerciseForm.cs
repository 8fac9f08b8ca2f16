namespace CoachPlatform.Library.Authoring;

/// <summary>
/// An exercise while a coach writes it: anything may still be missing or wrong. Words are those of a pack file (<see cref="LibraryWords"/>), so that
/// what a form may say and what a pack may say is one thing, checked in one place.
/// </summary>
/// <param name="Screened">Given only after safety questions. The flags caution and intimate follow from the caution and the topic.</param>
/// <param name="Digest">What the practice is, for coaches, in Markdown; when empty, the why serves.</param>
/// <param name="Sources">Where it is drawn from, the first one first; none for one of the practice's own making.</param>
public sealed record ExerciseForm(
    string? Title = null,
    string? Cadence = null,
    int? Minutes = null,
    string? Dimension = null,
    string? Topic = null,
    bool Screened = false,
    string? Caution = null,
    string? Why = null,
    string? Digest = null,
    string? Debrief = null,
    string? Start = null,
    bool Many = false,
    string? Teller = null,
    IReadOnlyList<SourceForm>? Sources = null,
    IReadOnlyList<StepForm>? Steps = null,
    IReadOnlyList<MetricForm>? Metrics = null);

/// <param name="Document">The number of a shipped document, the id of an imported one, or a name.</param>
public sealed record SourceForm(string? Document = null, string? Section = null);

/// <param name="Opens">Of <c>start</c>, <c>after</c>, <c>after-days</c>, <c>ready</c>.</param>
/// <param name="After">The key of the step that it waits for.</param>
/// <param name="Audience">Left out: what is usual for the mode.</param>
public sealed record StepForm(
    string? Key = null,
    string? Title = null,
    string? Help = null,
    string? Who = null,
    string? Mode = null,
    string? Opens = null,
    string? After = null,
    int? Days = null,
    string? About = null,
    string? Occurs = null,
    bool Log = false,
    bool Carries = false,
    string? Audience = null,
    string? Doing = null,
    IReadOnlyList<FieldForm>? Fields = null);

/// <param name="Optional">May be left out of an answer.</param>
/// <param name="Options">Of a five: five labels from low to high, whose keys do not matter.</param>
/// <param name="Audience">Fixed for this field, whatever its author chooses for the rest; null otherwise.</param>
public sealed record FieldForm(
    string? Key = null,
    string? Kind = null,
    string? Label = null,
    string? Help = null,
    bool Optional = false,
    IReadOnlyList<OptionForm>? Options = null,
    int? Min = null,
    int? Max = null,
    string? Low = null,
    string? High = null,
    string? Guesses = null,
    IReadOnlyList<string>? Items = null,
    string? Audience = null);

public sealed record OptionForm(string? Key = null, string? Label = null);

/// <param name="Counts">Of a choice: the keys of the options that count as 1; the others count as 0.</param>
/// <param name="LeavesOut">The keys of those that count as nothing at all.</param>
public sealed record MetricForm(
    string? Key = null, string? Label = null, string? Unit = null, string? From = null, string? Better = null, IReadOnlyList<string>? Counts = null, IReadOnlyList<string>? LeavesOut = null);
