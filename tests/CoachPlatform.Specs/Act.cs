using CoachPlatform.Answers;
using CoachPlatform.Cases;

namespace CoachPlatform.Specs;

/// <summary>One thing that somebody does to a round. It may be refused; a game goes on.</summary>
internal abstract record Act
{
    internal sealed record Answer(Seat By, StepRef Step, Sharing Sharing, string[] Fields, Guid? Entry = null, bool Revise = false) : Act
    {
        // A list prints as its type's name, and a counterexample must say what it takes to repeat it.
        public override string ToString() =>
            $"{By} answers {Step.Key}#{Step.Turn}{(Revise ? " again" : "")}{(Entry is { } e ? $" entry {e}" : "")}: {string.Join(", ", Fields)} for {Words(Sharing)}";
    }

    internal sealed record Pass(Seat By, StepRef Step) : Act;

    internal sealed record Withdraw(Seat By, StepRef Step, Guid? Entry = null) : Act;

    /// <summary>It was somebody else.</summary>
    internal sealed record Void(Seat By, StepRef Step) : Act;

    internal sealed record Share(Seat By, StepRef Step, Sharing Sharing, Guid? Entry = null) : Act
    {
        public override string ToString() => $"{By} shares {Step.Key}#{Step.Turn}{(Entry is { } e ? $" entry {e}" : "")} for {Words(Sharing)}";
    }

    internal sealed record Done(Seat By, StepRef Step) : Act;

    internal sealed record Propose(Seat By, StepRef Step, Audience Audience, bool Stale = false) : Act;

    internal sealed record Confirm(Seat By, StepRef Step) : Act;

    internal sealed record Join(Seat By) : Act;

    /// <summary>Somebody raises a concern.</summary>
    internal sealed record Hold(Guid Id) : Act;

    internal sealed record Lift(Guid Id) : Act;

    /// <summary>One partner leaves the case.</summary>
    internal sealed record Leave(Seat By) : Act;

    /// <summary>The coach lets the case rest.</summary>
    internal sealed record Pause : Act;

    internal sealed record Resume : Act;

    /// <summary>Whoever has left lets the other know.</summary>
    internal sealed record Tell(Seat By) : Act;

    /// <summary>One of the two says that they have parted.</summary>
    internal sealed record Part(Seat By) : Act;

    /// <summary>The coach closes the case.</summary>
    internal sealed record CloseCase : Act;

    /// <summary>The coach takes the exercise back.</summary>
    internal sealed record Close : Act;

    internal sealed record Due(DateOnly On) : Act;

    private static string Words(Sharing sharing) =>
        string.Join(", ", [$"{sharing.Audience} {sharing.Timing}", .. (sharing.Fields ?? new Dictionary<string, Audience>()).Select(f => $"{f.Key} {f.Value}")]);

    public Seat? Who() => this switch
    {
        Answer a => a.By,
        Pass a => a.By,
        Withdraw a => a.By,
        Void a => a.By,
        Share a => a.By,
        Done a => a.By,
        Propose a => a.By,
        Confirm a => a.By,
        Join a => a.By,
        Leave a => a.By,
        Tell a => a.By,
        Part a => a.By,
        _ => null,
    };

    /// <summary>The same by the other seat.</summary>
    public Act Mirror() => this switch
    {
        Answer a => a with { By = a.By.Other() },
        Pass a => a with { By = a.By.Other() },
        Withdraw a => a with { By = a.By.Other() },
        Void a => a with { By = a.By.Other() },
        Share a => a with { By = a.By.Other() },
        Done a => a with { By = a.By.Other() },
        Propose a => a with { By = a.By.Other() },
        Confirm a => a with { By = a.By.Other() },
        Join a => new Join(a.By.Other()),
        Leave a => new Leave(a.By.Other()),
        Tell a => new Tell(a.By.Other()),
        Part a => new Part(a.By.Other()),
        _ => this,
    };
}
