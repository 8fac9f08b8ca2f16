using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Practices;

// These records are the storage format. Their stored names stand in PracticesSetup.

/// <summary>
/// What a rule ends. <c>Answers</c>: what both have written in a round, counted from the round's end. <c>Cases</c>: everything of a case, counted from its closing.
/// </summary>
public enum RetentionOf { Answers, Cases }

/// <param name="Months">How long it is kept.</param>
public sealed record RetentionRule(Guid RuleId, RetentionOf Of, int Months)
{
    public const int Fewest = 6;

    public const int Most = 120;

    /// <summary>The same rule has the same id, whenever it is set.</summary>
    public static RetentionRule For(string tenant, RetentionOf of, int months) => new(Ids.Named(tenant, "retention", of.ToString(), $"{months}"), of, months);

    /// <summary>When what has ended then is kept no longer.</summary>
    public DateTimeOffset Reaches(DateTimeOffset ended) => ended.AddMonths(Months);
}

/// <param name="Rules">All that the owner wants from now on; what no rule names is kept until somebody removes it.</param>
public sealed record RetentionSet(IReadOnlyList<RetentionRule> Rules);

/// <summary>A rule has ended something: the keys of one case's answers, or all keys of one case.</summary>
public sealed record RetentionApplied(Guid RuleId, IReadOnlyList<Guid> Destroyed);

/// <summary>How long one kind of thing is kept.</summary>
/// <param name="Holds">The rule that holds; null for none.</param>
/// <param name="Next">A new or shorter one that was announced, and holds from <paramref name="From"/> on.</param>
public sealed record Kept(RetentionRule? Holds = null, RetentionRule? Next = null, DateTimeOffset? From = null)
{
    /// <summary>How long before it holds those whom a new or shorter rule concerns can read of it, and take a copy.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>What the owner has asked for last.</summary>
    public RetentionRule? Wanted => Next ?? Holds;

    public Kept At(DateTimeOffset at) => From <= at ? new Kept(Next) : this;

    /// <summary>With another wish. Keeping longer holds at once; keeping shorter is announced first, and what was announced as short before keeps its day.</summary>
    public Kept After(RetentionRule? wanted, DateTimeOffset at)
    {
        var now = At(at);
        if (wanted is null || wanted.Months >= now.Holds?.Months)
            return new Kept(wanted);
        return new Kept(now.Holds, wanted, now.Next?.Months <= wanted.Months ? now.From : at + Notice);
    }
}

/// <summary>The rules of a practice, as its stream tells them.</summary>
public sealed record Retention(Kept Answers, Kept Cases)
{
    public static Retention None { get; } = new(new Kept(), new Kept());

    /// <summary>Folds one event of the practice's stream; events it does not know leave it as it was.</summary>
    public static Retention Fold(Retention retention, object @event, DateTimeOffset at) => @event is RetentionSet set
        ? new Retention(
            retention.Answers.After(set.Rules.FirstOrDefault(r => r.Of == RetentionOf.Answers), at),
            retention.Cases.After(set.Rules.FirstOrDefault(r => r.Of == RetentionOf.Cases), at))
        : retention;

    public static async Task<Retention> LoadAsync(IQuerySession session, CancellationToken ct) =>
        (await session.Events.FetchStreamAsync(Guid.ParseExact(session.TenantId, "N"), token: ct)).Aggregate(None, (state, e) => Fold(state, e.Data, e.Timestamp));

    /// <summary>As it stands at a moment, when what was announced may have come to hold.</summary>
    public Retention At(DateTimeOffset at) => new(Answers.At(at), Cases.At(at));

    /// <summary>The rules that hold at a moment.</summary>
    public IReadOnlyList<RetentionRule> HoldingAt(DateTimeOffset at) => [.. new[] { Answers.At(at).Holds, Cases.At(at).Holds }.OfType<RetentionRule>()];
}
