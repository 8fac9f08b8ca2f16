using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.IntegrationTests.Privacy.Canaries;

/// <param name="Fields">Narrower readers of single fields.</param>
internal sealed record Chosen(string Audience, string Timing, IReadOnlyDictionary<string, string> Fields)
{
    public bool SameAs(Chosen other) =>
        Audience == other.Audience && Timing == other.Timing && Fields.Count == other.Fields.Count && Fields.All(f => other.Fields.GetValueOrDefault(f.Key) == f.Value);
}

/// <summary>One answer of one seat, with the newest texts and what became of them.</summary>
internal sealed class KnownAnswer(KnownStep step, Seat seat, Guid? entry)
{
    private readonly HashSet<string> destroyed = [];
    private IReadOnlyDictionary<string, string> marks = new Dictionary<string, string>();
    private IReadOnlyList<string> fields = [];
    private Chosen chosen = new("me", "never", new Dictionary<string, string>());

    public KnownStep Step => step;

    public Seat Seat => seat;

    public Guid? Entry => entry;

    /// <summary>A text of it stands now.</summary>
    public bool Given { get; private set; }

    public bool Passed { get; private set; }

    public bool In => Given || Passed;

    /// <summary>How many were given, whatever became of them.</summary>
    public int Versions { get; private set; }

    public bool EverGiven => Versions > 0;

    public bool Shares => Given && chosen.Timing != "never" && fields.Any(f => Reaches(f, "partner", "partnerOnly"));

    public int SharedAt { get; private set; }

    public int GivenAt { get; private set; }

    public bool ByHand { get; private set; }

    public string Timing => chosen.Timing;

    /// <param name="given">The keys of all fields that were answered, with or without words.</param>
    public void Give(int now, IReadOnlyList<string> given, IReadOnlyDictionary<string, string> texts, Chosen sharing)
    {
        (fields, marks, chosen, GivenAt, SharedAt) = (given, texts, sharing, now, now);
        (Given, Passed) = (true, false);
        Versions++;
    }

    public void Share(int now, Chosen sharing)
    {
        var byHand = step.Of.Mode != Mode.Individual && step.Opening is not null && sharing is { Timing: "now", Audience: "partner" or "partnerOnly" };
        if (!sharing.SameAs(chosen) || (byHand && step.Opening is { Shared: false } && !ByHand))
            (chosen, SharedAt, ByHand) = (sharing, now, byHand);
    }

    public void Pass() => (Given, Passed) = (false, true);

    public void Withdraw() => (Given, Passed) = (false, false);

    public void Void(IEnumerable<string> all)
    {
        destroyed.UnionWith(all);
        Given = false;
        Passed &= step.Opening is not null && !step.OwnPace;
    }

    public bool Destroyed(string mark) => destroyed.Contains(mark);

    /// <summary>Whether this is the newest text of a field, and it stands.</summary>
    public bool Stands(string field, string mark) => Given && marks.GetValueOrDefault(field) == mark;

    /// <summary>The readers of the answer, of the field as its author chose, and of the field as the exercise has it, must all include the reader.</summary>
    public bool Reaches(string field, params string[] wide) =>
        wide.Contains(chosen.Audience)
        && (!chosen.Fields.TryGetValue(field, out var own) || wide.Contains(own))
        && (step.Of.Find(field)?.Audience is not { } set || wide.Contains(set));
}
