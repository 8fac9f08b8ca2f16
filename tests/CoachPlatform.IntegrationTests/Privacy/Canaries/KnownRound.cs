using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <summary>What was done in one round, and what has opened by it.</summary>
internal sealed class KnownRound(KnownCase of, Guid id, Guid assignment, Exercise exercise)
{
    private readonly Dictionary<(string Key, int Turn), KnownStep> steps = [];

    public Guid Id => id;

    public Guid Assignment => assignment;

    public Exercise Exercise => exercise;

    public KnownCase Case => of;

    public bool Screened => exercise.Flags.Contains("screened");

    public bool Withdrawn { get; set; }

    public KnownTopic? Topic => of.Topic(exercise.Topic);

    public IEnumerable<KnownStep> Steps => steps.Values;

    public KnownStep Step(Step step, int turn) => steps.TryGetValue((step.Key, turn), out var known) ? known : steps[(step.Key, turn)] = new KnownStep(this, step, turn);

    /// <summary>Sealed and individual answers open as soon as everybody who acts there is in, if nothing in the case stands against it.</summary>
    /// <param name="acted">Whether the newest act was one in this round: then it is certain that this was looked at.</param>
    public void Settle(bool acted)
    {
        if (Withdrawn || !of.OpensNow || Topic is { Offered: false } || (Screened && of.Holds.Count > 0))
            return;
        foreach (var step in Steps.Where(s => s.OpensByItself && s.Opening is null && s.AllIn))
            step.Open(of.Now, acted);
    }

    /// <summary>What follows individual answers of both is there for each once they have done their own part, or have written there.</summary>
    public bool Reached(KnownStep step, Seat seat) =>
        step.Of is not { Mode: not Mode.Live, Opens: { When: OpensWhen.After, Step: { } before } } || exercise.Find(before) is not { Mode: Mode.Individual, Log: false, Who: Who.Each or Who.Pair } previous
        || Step(previous, 1).Began(seat) || step.Began(seat);
}

/// <param name="Shared">Everybody who acts there had shared something with the other.</param>
/// <param name="Sure">It opened in the commit of an act in the same round.</param>
internal sealed record Opening(int At, bool Shared, bool Sure);

internal sealed class KnownStep(KnownRound round, Step step, int turn)
{
    private readonly Dictionary<(Seat Seat, Guid? Entry), KnownAnswer> answers = [];

    public KnownRound Round => round;

    public Step Of => step;

    public int Turn => turn;

    public bool ForBoth => step.Who is Who.Each or Who.Pair;

    /// <summary>Both act, each at their own pace.</summary>
    public bool OwnPace => step.Mode == Mode.Individual && ForBoth;

    public bool OpensByItself => step.Mode is not (Mode.Joint or Mode.Live) && !step.Log;

    public Opening? Opening { get; private set; }

    /// <summary>Newest last.</summary>
    public List<KnownProposal> Proposals { get; } = [];

    public IEnumerable<KnownAnswer> Answers => answers.Values;

    public bool AllIn => ForBoth ? Seats.Both.All(s => Answer(s).In) : Answers.Any(a => a.In);

    public KnownAnswer Answer(Seat seat, Guid? entry = null) =>
        answers.TryGetValue((seat, entry), out var known) ? known : answers[(seat, entry)] = new KnownAnswer(this, seat, entry);

    public IEnumerable<KnownAnswer> AnswersOf(Seat seat) => Answers.Where(a => a.Seat == seat);

    public bool Began(Seat seat) => AnswersOf(seat).Any(a => a.EverGiven || a.Passed);

    public void Open(int at, bool sure) => Opening = new Opening(at, (ForBoth ? Seats.Both.Select(s => Answer(s)) : Answers.Where(a => a.In)).All(a => a.Shares), sure);
}

/// <param name="Marks">By field.</param>
internal sealed record KnownProposal(Seat By, int Version, string Audience, int At, IReadOnlyDictionary<string, string> Marks)
{
    public int? ConfirmedAt { get; set; }
}
