using CoachPlatform.Answers;

namespace CoachPlatform.Practices;

/// <summary>One round, as far as rules ask.</summary>
/// <param name="EndedAt">Null while it is open.</param>
/// <param name="Answers">How many there still are, of both together.</param>
public sealed record KeptRound(Guid RoundId, string ExerciseVersionId, DateTimeOffset? EndedAt, bool Expired, int Answers)
{
    public static KeptRound Of(Round round, DateTimeOffset at) => new(round.Id, round.ExerciseVersionId, Expiry.EndedAt(round, at), round.ExpiredAt is not null, Expiry.Answers(round));
}

/// <summary>One case, as far as rules ask.</summary>
/// <param name="ClosedAt">Null while it is not closed.</param>
/// <param name="Held">A legal hold stands.</param>
/// <param name="Emptied">Nothing of it is kept any more.</param>
/// <param name="Erasing">Somebody has asked for an erasure that comes by itself, with its certificate.</param>
public sealed record KeptCase(Guid CaseId, DateTimeOffset? ClosedAt, bool Held, bool Emptied, bool Erasing, IReadOnlyList<KeptRound> Rounds);

/// <summary>What a rule ends: a round's answers, or a whole case.</summary>
/// <param name="Round">Null for the whole case.</param>
/// <param name="Ended">When the round or the case had ended.</param>
/// <param name="Reached">Since when it is kept no longer by this rule.</param>
public sealed record Ending(RetentionRule Rule, KeptCase Case, KeptRound? Round, DateTimeOffset Ended, DateTimeOffset Reached);

/// <summary>What rules end in the cases of a practice: the one function that both the preview and the nightly run ask. Pure.</summary>
/// <param name="Held">The cases that a legal hold keeps from it.</param>
public sealed record WhatRetentionEnds(IReadOnlyList<Ending> Endings, IReadOnlyList<Guid> Held)
{
    /// <param name="at">What is kept no longer at this moment.</param>
    public static WhatRetentionEnds Of(IReadOnlyList<RetentionRule> rules, IReadOnlyList<KeptCase> cases, DateTimeOffset at)
    {
        var all = rules.SelectMany(r => cases.Where(c => !c.Emptied && !c.Erasing).SelectMany(c => Endings(r, c))).Where(e => e.Reached <= at)
            .OrderBy(e => e.Rule.Of).ThenBy(e => e.Reached).ThenBy(e => e.Case.CaseId).ThenBy(e => e.Round?.RoundId).ToList();
        return new WhatRetentionEnds([.. all.Where(e => !e.Case.Held)], [.. all.Where(e => e.Case.Held).Select(e => e.Case.CaseId).Distinct()]);

        static IEnumerable<Ending> Endings(RetentionRule rule, KeptCase kept) => rule.Of switch
        {
            RetentionOf.Answers => kept.Rounds.Where(r => r is { Expired: false, EndedAt: not null }).Select(r => new Ending(rule, kept, r, r.EndedAt!.Value, rule.Reaches(r.EndedAt.Value))),
            RetentionOf.Cases => kept.ClosedAt is { } closed ? [new Ending(rule, kept, null, closed, rule.Reaches(closed))] : [],
        };
    }
}
