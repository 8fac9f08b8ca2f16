using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>For each class of histories that must look the same to A: the same fixed acts of A, and equal transcripts whatever B did.</summary>
public class NonInferenceProperties
{
    private static readonly StepRef First = new("s1");

    private static readonly RoundOpened[] Sealed =
    [
        Round(Step("s1", Mode.Sealed), Step("s2", Mode.Sealed, null, OpensWhen.After, "s1", "s1"), Step("s3", Mode.Sealed, null, OpensWhen.After, "s2", "s2")),
        Round(Step("s1", Mode.Sealed), Step("s2", Mode.Joint, null, OpensWhen.After, "s1"), Step("s3", Mode.Individual, null, OpensWhen.Ready, "s2")),
        Round(Step("s1", Mode.Sealed), Step("s2", Mode.Joint), Step("s3", Mode.Sealed, null, OpensWhen.After, "s1")),
        Round(Step("s1", Mode.Sealed), Step("s2", Mode.Individual, Seat.A, OpensWhen.After, "s1", "s1"), Step("s3", Mode.Individual, Seat.B)),
    ];

    private static readonly RoundOpened[] Individual =
    [
        Round(Step("s1", Mode.Individual)),
        Round(Step("s1", Mode.Individual), Step("s2", Mode.Individual, null, OpensWhen.After, "s1")),
        Round(Step("s1", Mode.Individual), Step("s2", Mode.Individual, Seat.A, OpensWhen.After, "s1")),
        Round(Step("s1", Mode.Individual), Step("s2", Mode.Sealed, null, OpensWhen.Ready, "s1")),
    ];

    private static readonly Sharing ForCoach = new(Audience.Coach, Timing.Now);
    private static readonly Sharing Never = new(Audience.Partner, Timing.Never);
    private static readonly Sharing EveryFieldPrivate = new(Audience.Partner, Timing.WhenBoth, new Dictionary<string, Audience> { ["x"] = Audience.Coach });

    /// <summary>Ways of not sharing that are settled with the last act.</summary>
    private static readonly Act[][] NotSharing =
    [
        [new Act.Pass(Seat.B, First)],
        [Answer(Private)],
        [Answer(ForCoach)],
        [Answer(Never)],
        [Answer(EveryFieldPrivate)],
    ];

    private static readonly Act[][] ThoughtBetterOf =
    [
        [Answer(Shared), new Act.Share(Seat.B, First, Private)],
        [Answer(Shared), new Act.Share(Seat.B, First, Never)],
        [Answer(Shared), new Act.Pass(Seat.B, First)],
        [Answer(Shared), new Act.Withdraw(Seat.B, First), Answer(Private)],
        [Answer(Shared), new Act.Void(Seat.B, First), Answer(Private)],
        [Answer(Shared), Answer(Shared, revise: true), Answer(ForCoach, revise: true)],
    ];

    private static readonly Act[][] Unsettled =
    [
        [],
        [Answer(Shared)],
        [Answer(Private)],
        [Answer(Shared), new Act.Withdraw(Seat.B, First)],
        [Answer(Shared), new Act.Void(Seat.B, First)],
        [Answer(Shared), Answer(Shared, revise: true), new Act.Share(Seat.B, First, Never)],
        [new Act.Pass(Seat.B, First)],
    ];

    [Fact]
    public void once_settled_all_ways_of_not_sharing_look_the_same() =>
        Cases(Sealed, (game, before, after) =>
        {
            foreach (var mine in new[] { Shared, Private })
            {
                Act[] settles = [new Act.Answer(Seat.A, First, mine, ["x", "y"])];
                Equal(game, [.. NotSharing, .. ThoughtBetterOf, .. SharedWithOne(mine)], b => [.. before, b, settles, .. after]);
                Equal(game, [.. NotSharing, .. SharedWithOne(mine)], b => [.. before, settles, b, .. after]);
            }

            Equal(game, [.. NotSharing, .. ThoughtBetterOf, [Answer(Shared)]], b => [.. before, b, [new Act.Pass(Seat.A, First)], .. after]);
        });

    [Fact]
    public void before_it_is_settled_nothing_the_other_does_can_be_told() =>
        Cases(Sealed, (game, before, after) =>
            Equal(game, Unsettled, b => [.. before, b, .. after.Select(m => m.Where(a => a is not (Act.Answer or Act.Pass) || OnOther(a)).ToArray())]));

    [Fact]
    public void in_individual_steps_not_sharing_looks_like_doing_nothing() =>
        Cases(Individual, (game, before, after) => Equal(game, [[], .. NotSharing, [Answer(Private), new Act.Withdraw(Seat.B, First)]], b => [.. before, b, .. after]));

    [Fact]
    public void when_nothing_matches_all_reasons_for_it_look_the_same() =>
        Cases(Matching, (game, before, after) =>
        {
            foreach (var mine in new[] { Marks("x", "y"), Marks("y"), Marks() })
            {
                Act[] settles = [new Act.Answer(Seat.A, First, WhatBothMark, mine)];
                Equal(game, NothingInCommon, b => [.. before, b, settles, .. Untouched(after)]);
                // The last of them changes its mind before it is settled, which it cannot when it is the one that settles.
                Equal(game, NothingInCommon[..^1], b => [.. before, settles, b, .. Untouched(after)]);
            }

            Equal(game, NothingInCommon, b => [.. before, b, [new Act.Pass(Seat.A, First)], .. Untouched(after)]);
        });

    private static readonly Sharing WhatBothMark = new(Audience.PartnerOnly, Timing.WhenBoth, new Dictionary<string, Audience> { ["y"] = Audience.Me });

    private static readonly RoundOpened[] Matching =
    [
        Round(Step("s1", Mode.Matched), Step("s2", Mode.Individual)),
        Round(Step("s1", Mode.Matched), Step("s2", Mode.Joint)),
        Round(Step("s1", Mode.Matched), Step("s2", Mode.Individual, null, OpensWhen.Ready, "s1")),
    ];

    /// <summary>Marked as yes stands in x, as maybe in y; what is neither is no.</summary>
    private static readonly Act[][] NothingInCommon =
    [
        [new Act.Pass(Seat.B, First)],
        [new Act.Answer(Seat.B, First, WhatBothMark, Marks())],
        [new Act.Answer(Seat.B, First, WhatBothMark, Marks("y"))],
        [new Act.Answer(Seat.B, First, WhatBothMark, Marks("x"))],
        [new Act.Answer(Seat.B, First, WhatBothMark, Marks("x", "y"))],
        [new Act.Answer(Seat.B, First, WhatBothMark, Marks("x")), new Act.Withdraw(Seat.B, First), new Act.Pass(Seat.B, First)],
    ];

    private static string[] Marks(params string[] fields) => fields;

    /// <summary>Sharing is fixed in a matched step, and nothing of it is answered again.</summary>
    private static IEnumerable<IReadOnlyList<Act>> Untouched(IReadOnlyList<Act>[] after) => after.Where(m => m.All(a => a is not Act.Share && StepOf(a)?.Key != "s1"));

    private static Act[][] SharedWithOne(Sharing mine) => mine == Private ? [[Answer(Shared)]] : [];

    private static Act.Answer Answer(Sharing sharing, bool revise = false) => new(Seat.B, First, sharing, ["x"], Revise: revise);

    private static bool OnOther(Act act) => act is not (Act.Answer { Step.Key: "s1" } or Act.Pass { Step.Key: "s1" });

    /// <summary>
    /// Random acts around: of A on anything but the first step before, and on anything after; of B on joint steps and steps that B has alone, the
    /// same in every history of the class.
    /// </summary>
    private static void Cases(RoundOpened[] rounds, Action<Game, IReadOnlyList<Act>[], IReadOnlyList<Act>[]> check) =>
        Gen.Int[0, rounds.Length - 1]
            .SelectMany(i => Gen.Select(Gen.Const(rounds[i]), Histories.ActsOn(rounds[i].Plan).Array[0, 4], Histories.ActsOn(rounds[i].Plan).Array[0, 10]))
            .Sample(
                (round, before, after) =>
                {
                    var game = new Game(Couple.Together, round);
                    check(game, Moments(before.Where(a => StepOf(a)?.Key != "s1"), round), Moments(after, round));
                },
                iter: 150);

    private static IReadOnlyList<Act>[] Moments(IEnumerable<Act> acts, RoundOpened round) =>
        [.. acts.Where(a => a.Who() != Seat.B || round.Plan.Any(p => p.Step == StepOf(a) && p.Mode == Mode.Joint)).Select(a => new[] { a })];

    private static StepRef? StepOf(Act act) => act switch
    {
        Act.Answer a => a.Step,
        Act.Pass a => a.Step,
        Act.Withdraw a => a.Step,
        Act.Void a => a.Step,
        Act.Share a => a.Step,
        Act.Done a => a.Step,
        Act.Propose a => a.Step,
        Act.Confirm a => a.Step,
        _ => null,
    };

    private static void Equal(Game game, Act[][] ofB, Func<Act[], IEnumerable<IReadOnlyList<Act>>> moments)
    {
        var transcripts = ofB.Select(b => Transcript.Of(Seat.A, game, moments(b))).ToList();
        Assert.All(transcripts, t => Assert.Equal(transcripts[0], t));
    }
}
