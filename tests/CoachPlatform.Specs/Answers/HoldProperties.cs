using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Answers;

/// <summary>
/// A concern leaves no trace on the other's side: what B's account receives is the same, byte by byte, whatever A does under a hold, and the same as if
/// nobody had raised anything and A had merely not answered.
/// </summary>
public class HoldProperties
{
    private static readonly Guid Concern = new("00000000-0000-7000-8000-0000000000cc");

    private static readonly RoundOpened[] Rounds =
    [
        Screened(Step("s1", Mode.Sealed), Step("s2", Mode.Sealed, null, OpensWhen.After, "s1", "s1")),
        Screened(Step("s1", Mode.Sealed), Step("s2", Mode.Joint, null, OpensWhen.After, "s1"), Step("s3", Mode.Individual, null, OpensWhen.Ready, "s2")),
        Screened(Step("s1", Mode.Joint), Step("s2", Mode.Individual, null, OpensWhen.Ready, "s1")),
        Screened(Step("s1", Mode.Matched), Step("s2", Mode.Individual)),
        Screened(Step("s1", Mode.Individual), Step("s2", Mode.Individual, null, OpensWhen.After, "s1")),
        Screened(Step("s1", Mode.Individual, null, log: true), Step("s2", Mode.Joint)),
    ];

    [Fact]
    public void nothing_that_one_does_under_a_hold_reaches_the_other() =>
        Games(someBefore: true).Sample(
            (round, before, after) =>
            {
                var game = Played(round, before);
                Act[] held = [new Act.Hold(Concern)];
                var with = Transcript.Of(Seat.B, game, [held, .. after.Select(a => IsSilent(a) ? [] : new[] { a })]);
                var without = Transcript.Of(Seat.B, game, [held, .. after.Select(a => a.Who() == Seat.A ? [] : new[] { a })]);
                Assert.Equal(without, with);
            },
            iter: 1500);

    [Fact]
    public void a_hold_looks_like_a_partner_who_has_not_answered() =>
        Games(someBefore: false).Sample(
            (round, _, after) =>
            {
                var game = Played(round, []);
                IReadOnlyList<Act>[] acts = [.. after.Select(a => a.Who() == Seat.A ? Array.Empty<Act>() : [a])];
                Assert.Equal(Transcript.Of(Seat.B, game, [[], .. acts]), Transcript.Of(Seat.B, game, [[new Act.Hold(Concern)], .. acts]));
            },
            iter: 800);

    [Fact]
    public void once_it_is_lifted_everything_opens_that_had_waited_and_nothing_else() =>
        Games(someBefore: true).Sample(
            (round, before, after) =>
            {
                // Of joint texts two may have gone different ways meanwhile; what stands then is decided elsewhere.
                if (round.Plan.Any(p => p.Mode == Mode.Matched))
                    return;
                var game = Played(round, [.. before, new Act.Hold(Concern), .. after.Where(a => a is not (Act.Propose or Act.Confirm)), new Act.Lift(Concern)]);
                Assert.Empty(WhatFollows.After(game.Round, game.Gate, game.Now));
                foreach (var seat in Seats.Both)
                    Assert.Equal(
                        new Oracle(round.Plan, [.. game.Stored.Select(s => s.Event)]).All(seat).Order(StringComparer.Ordinal),
                        Screen.Of(new Reader.Partner(seat), game.Told, game.Stored.Select(s => s.Event), game.Now).Canaries.Order(StringComparer.Ordinal));
            },
            iter: 800);

    [Fact]
    public void leaving_looks_like_a_pause_to_the_other() =>
        Games(someBefore: true).Sample(
            (round, before, after) =>
            {
                var game = Played(round, before);
                IReadOnlyList<Act>[] acts = [.. after.Select(a => a.Who() == Seat.A ? Array.Empty<Act>() : [a])];
                Assert.Equal(Transcript.Of(Seat.B, game, [[new Act.Pause()], .. acts]), Transcript.Of(Seat.B, game, [[new Act.Leave(Seat.A)], .. acts]));
            },
            iter: 800);

    private static Gen<(RoundOpened, Act[], Act[])> Games(bool someBefore) =>
        Gen.Int[0, Rounds.Length - 1].SelectMany(i =>
            Gen.Select(Gen.Const(Rounds[i]), Histories.ActsOn(Rounds[i].Plan).Array[0, someBefore ? 10 : 0], Histories.ActsOn(Rounds[i].Plan).Array[0, 14]));

    /// <summary>
    /// Acts of A that change what B could read before the hold, as everywhere: taking back, narrowing, writing anew what stood open. And saying that
    /// something was done together, which is said to both.
    /// </summary>
    private static bool IsSilent(Act act) => act is { } a && a.Who() == Seat.A && (a is Act.Withdraw or Act.Void or Act.Share or Act.Done or Act.Pass or Act.Answer { Revise: true });

    private static Game Played(RoundOpened round, IEnumerable<Act> acts)
    {
        var game = new Game(Couple.Together, round);
        foreach (var act in acts)
            game.Do(act);
        return game;
    }

    private static RoundOpened Screened(params StepPlan[] plan) => Round(plan) with { Screened = true };
}
