namespace CoachPlatform.Library;

/// <summary>How the answers of a step open to the other partner.</summary>
public enum Mode { Individual, Sealed, Joint, Matched, Live }

/// <summary>Who acts in a step. <c>Opener</c> is whoever started an on-demand round, <c>Accepter</c> the other.</summary>
public enum Who { Each, Pair, Teller, Listener, Opener, Accepter }

/// <summary>What a step waits for before it opens.</summary>
public enum OpensWhen { Start, After, AfterDays, Ready }

/// <summary>How often an exercise is meant to come round.</summary>
public enum Cadence { Once, Daily, Weekly, Fortnightly, Monthly, Quarterly, OnDemand }

/// <summary>Who starts a round: the clock, the coach, either partner, or both of them by asking for it.</summary>
public enum StartedBy { Clock, Coach, Either, Both }

/// <summary>Who tells, where the two do not simply take turns drawn by lot.</summary>
/// <remarks><c>Alternate</c>: one tells in a round, the other in the next. <c>Opener</c>: both tell, whoever started the round first.</remarks>
public enum TellerRule { Alternate, Opener }

/// <summary>In which rounds of an assignment a step comes: in all, only in the first, or in all but the first.</summary>
public enum Occurs { Every, First, Later }

/// <summary>The kinds of field a step can ask for; each has one validation and one control.</summary>
public enum FieldKind { Text, Long, Scale, Five, Choice, Multi, Count, Date, Guess, List, Done, Rank }

/// <summary>One version of an exercise, identified by the content of its pack entry. Immutable.</summary>
/// <param name="VersionId">SHA-256, lower-case hex, of the canonical entry text: equal text, equal version, on any node.</param>
/// <param name="Minutes">How long one round takes a person, about.</param>
/// <param name="Topic">The consent it needs, or <c>none</c>.</param>
/// <param name="Flags">Of <c>caution</c>, <c>intimate</c>, <c>screened</c>.</param>
/// <param name="Caution">For the coach, before assigning; null when there is none.</param>
/// <param name="Why">One or two sentences to the couple: what this is for.</param>
/// <param name="Digest">The practice in our own words, Markdown, as it stands in the pack above the exercise.</param>
public sealed record Exercise(
    string VersionId,
    string Slug,
    string Title,
    IReadOnlyList<string> Practices,
    Cadence Cadence,
    int Minutes,
    string Dimension,
    string Topic,
    IReadOnlyList<string> Flags,
    string? Caution,
    string Why,
    string Digest,
    string? Debrief,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Metric> Metrics)
{
    /// <summary>Null leaves it to the cadence: either partner when it is on demand, else the clock.</summary>
    public StartedBy? Start { get; init; }

    /// <summary>Several rounds of one assignment may be open at the same time.</summary>
    public bool Many { get; init; }

    /// <summary>Null: both tell in every round, one after the other; who is first is drawn by lot and changes with each round.</summary>
    public TellerRule? Teller { get; init; }

    /// <summary>The mode of the step that carries the exchange: the first that is neither individual nor joint, else the first joint, else individual.</summary>
    public Mode Mode =>
        Steps.FirstOrDefault(s => s.Mode is not (Mode.Individual or Mode.Joint))?.Mode
        ?? (Steps.Any(s => s.Mode == Mode.Joint) ? Mode.Joint : Mode.Individual);

    public Step? Find(string stepKey) => Steps.FirstOrDefault(s => s.Key == stepKey);
}

/// <summary>Where an exercise is drawn from: a source document and the section in it, in our words.</summary>
public sealed record Source(string Document, string Section);

/// <summary>What a round of the exercise contributes to a headline dimension.</summary>
public sealed record Metric(string Key, string Label, string Unit, string From, string Better)
{
    /// <summary>Of a choice: the options that count as 1 where the others count as 0. Empty: a choice counts by its place in the list.</summary>
    public IReadOnlyList<string> Counts { get; init; } = [];

    /// <summary>With <see cref="Counts"/>: the options that count as nothing at all, neither for nor against.</summary>
    public IReadOnlyList<string> LeavesOut { get; init; } = [];
}

/// <summary>What a step waits for. <see cref="Step"/> names the step before it (null for <c>Start</c>); <see cref="Days"/> only with AfterDays and Ready.</summary>
public sealed record Opens(OpensWhen When, string? Step = null, int? Days = null);

/// <summary>A part of an exercise with its own fields, mode and actors.</summary>
/// <param name="Title">Shown when the exercise has more than one step.</param>
/// <param name="Help">A line or two under the title.</param>
/// <param name="About">The key of the step whose text by the other partner this step answers; it is shown above the fields.</param>
/// <param name="Log">Many small entries in one round, each with its own id.</param>
/// <param name="Carries">A confirmed joint text lives on into the next round.</param>
/// <param name="Audience">The audience chosen at first; one of <c>me, coach, partner, partnerOnly</c>.</param>
/// <param name="Doing">What the couple does before this step, for a step that waits for doing: the words beside “we did it”.</param>
public sealed record Step(
    string Key,
    string Title,
    string? Help,
    Who Who,
    Mode Mode,
    Opens Opens,
    string? About,
    bool Log,
    bool Carries,
    string Audience,
    string? Doing,
    IReadOnlyList<Field> Fields)
{
    public Occurs Occurs { get; init; }

    /// <summary>Told or listened to, so that it comes once for each of the two when both tell.</summary>
    public bool TakesTurns => Who is Who.Teller or Who.Listener;

    /// <param name="occurrence">The ordinal of the round, from 1.</param>
    public bool OccursIn(int occurrence) => Occurs switch
    {
        Occurs.Every => true,
        Occurs.First => occurrence == 1,
        Occurs.Later => occurrence > 1,
    };

    public Field? Find(string fieldKey) => Fields.FirstOrDefault(f => f.Key == fieldKey);
}

/// <summary>One thing a step asks for.</summary>
/// <param name="Required">Must be there in an answer; a field that is not may be left out, which passes it.</param>
/// <param name="Options">For Choice, Multi, Rank, Five (five labels, low to high) and guesses of these.</param>
/// <param name="Min">Scale and Count: lowest value; Multi, List and Rank: fewest items.</param>
/// <param name="Max">Scale and Count: highest value; Multi, List and Rank: most items; Text and Long: most characters.</param>
/// <param name="Low">Scale: the words at the low end.</param>
/// <param name="High">Scale: the words at the high end.</param>
/// <param name="Guesses">For Guess: the key of the field of the same step whose value by the other partner is guessed.</param>
/// <param name="Items">For List: the label of each part of an item when an item has several; empty for plain texts.</param>
/// <param name="Audience">Overrides the answer's audience for this field when the pack fixes it; null otherwise.</param>
public sealed record Field(
    string Key,
    FieldKind Kind,
    string Label,
    string? Help,
    bool Required,
    IReadOnlyList<Option> Options,
    int? Min,
    int? Max,
    string? Low,
    string? High,
    string? Guesses,
    IReadOnlyList<string> Items,
    string? Audience);

/// <summary>A stable key, stored in answers, and the words shown for it.</summary>
public sealed record Option(string Key, string Label);
