using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Vault;
using CsCheck;
using static CoachPlatform.Specs.Play;

namespace CoachPlatform.Specs.Privacy;

/// <summary>Whatever the two, their coach and the clock do: nothing goes out without both, and neither learns what the other did.</summary>
public class ReleaseProperties
{
    private static readonly Sealed Box = new(new("00000000-0000-7000-8000-000000000009"), "AQ==");

    private static readonly Gen<Move> Any = Gen.Select(Gen.Int[0, 24], Gen.Enum<Seat>(), Gen.Int[1, 2], Gen.Int[1, 25]).Select((n, seat, which, days) => n switch
    {
        < 3 => (Move)new Propose(which),
        < 12 => new Agree(seat, which),
        < 14 => new TakeBack(seat, which),
        14 => new Withdraw(which),
        < 20 => new Make(which),
        < 22 => new Wait(days),
        22 => new Rest(days % 2 == 0),
        23 => new Leave(seat),
        _ => new End(days % 3),
    });

    private abstract record Move;

    private sealed record Propose(int Which) : Move;

    private sealed record Agree(Seat By, int Which) : Move;

    private sealed record TakeBack(Seat By, int Which) : Move;

    private sealed record Withdraw(int Which) : Move;

    private sealed record Make(int Which) : Move;

    private sealed record Wait(int Days) : Move;

    private sealed record Rest(bool On) : Move;

    private sealed record Leave(Seat By) : Move;

    /// <summary>0 tells, 1 parts, 2 closes.</summary>
    private sealed record End(int How) : Move;

    [Fact]
    public void nothing_goes_out_unless_both_have_agreed_and_still_do()
    {
        var (made, refused) = (0, 0);
        Gen.Select(Any.Array[4, 40], (Move[] moves) => moves.Prepend(new Propose(1)).ToArray()).Sample(
            moves =>
            {
                var world = new World();
                // Counted here by hand, from what was accepted and from nothing that the product folds.
                var yes = new Dictionary<int, Dictionary<Seat, DateTimeOffset>>();
                foreach (var move in moves)
                {
                    var accepted = world.Do(move);
                    switch (move)
                    {
                        case Agree agree when accepted:
                            if (!yes.TryGetValue(agree.Which, out var by))
                                yes[agree.Which] = by = [];
                            by[agree.By] = world.Now;
                            break;
                        case TakeBack back when accepted:
                            // A common yes ends for good with either; a first one can be said again.
                            if (yes[back.Which].Count == 2)
                                yes[back.Which] = [];
                            else
                                yes[back.Which].Remove(back.By);
                            break;
                        case Withdraw withdraw when accepted:
                            yes[withdraw.Which] = [];
                            break;
                        case Make make:
                            if (accepted)
                            {
                                Assert.Equal(2, yes.GetValueOrDefault(make.Which)?.Count);
                                Assert.True(world.Now < yes[make.Which].Values.Max() + Release.Stands);
                                Assert.True(world.Gate.Standing is Standing.Active or Standing.Apart or Standing.Closed || Seats.Both.All(world.Gate.EndedFor), $"{world.Gate.Standing}");
                            }

                            Interlocked.Increment(ref accepted ? ref made : ref refused);
                            break;
                    }
                }
            },
            iter: 6_000, print: moves => string.Join('\n', (IEnumerable<Move>)moves));
        Assert.True(made > 400 && refused > 400, $"{made} made, {refused} refused");
    }

    [Fact]
    public void who_has_not_agreed_sees_the_same_whatever_the_other_does()
    {
        var compared = 0;
        Gen.Select(Gen.Enum<Seat>(), Any.Array[2, 24]).Sample(
            (own, moves) =>
            {
                // Nobody but the other does anything that only they may know of; without them the same history runs beside it.
                var (with, without) = (new World(), new World());
                foreach (var move in moves.Where(m => m is not (Agree or TakeBack) || ByOf(m) == own.Other()).Where(m => m is not Leave).Prepend(new Propose(1)))
                {
                    var before = with.Frames(own);
                    with.Do(move);
                    if (move is not (Agree or TakeBack))
                        without.Do(move);
                    else
                        Assert.Equal(before, with.Frames(own));
                    Assert.Equal(without.Seen(own), with.Seen(own));
                    Interlocked.Increment(ref compared);
                }
            },
            iter: 2_000);
        Assert.True(compared > 5_000, $"{compared}");
    }

    [Theory, InlineData(Seat.A), InlineData(Seat.B)]
    public void the_others_leaving_is_a_pause_here_too(Seat own) =>
        Any.Array[0, 10].SelectMany(before => Any.Array[0, 12], (before, after) => (before, after)).Sample(
            (before, after) =>
            {
                var (left, paused) = (new World(), new World());
                foreach (var world in new[] { left, paused })
                {
                    world.Do(new Propose(1));
                    foreach (var move in before.Where(m => m is not (Leave or End or Rest)))
                        world.Do(move);
                }

                left.Do(new Leave(own.Other()));
                paused.Do(new Rest(true));
                Assert.Equal(paused.Seen(own), left.Seen(own));
                Assert.Equal(paused.Frames(own), left.Frames(own));
                // Whoever has left does nothing here any more, and the coach can neither resume nor end it unseen.
                foreach (var move in after.Where(m => m is Agree or TakeBack or Withdraw or Wait or Make && (ByOf(m) ?? own) == own))
                {
                    foreach (var world in new[] { left, paused })
                        world.Do(move);
                    Assert.Equal(paused.Seen(own), left.Seen(own));
                    Assert.Equal(paused.Frames(own), left.Frames(own));
                }
            },
            iter: 1_000);

    [Fact]
    public void what_goes_out_is_before_both_and_the_coach_alike()
    {
        var (inside, outside) = (0, 0);
        Histories.AlsoClosed.Sample(
            history =>
            {
                var game = history.Start();
                foreach (var act in history.Acts)
                {
                    game.Do(act);
                    var (round, gate) = (game.Told.Round, game.Told.Gate);
                    Reader coach = new Reader.Coach(Couple.Coach);
                    var seen = RoundSight.Of(coach, round, gate, game.Now);
                    var narrowed = ReleaseSight.Narrow(seen, round, gate, Enum.GetValues<ReleaseKind>(), game.Now);
                    foreach (var step in narrowed.Steps)
                        foreach (var answer in step.Answers)
                        {
                            Assert.NotEqual(Mode.Matched, step.Mode);
                            var read = Assert.IsType<Sight.Read>(answer.Sight);
                            Reader other = new Reader.Partner(answer.Author.Other());
                            foreach (var reader in new[] { coach, other })
                                Assert.Subset(
                                    Assert.IsType<Sight.Read>(WhatMaySee.Of(reader, new AnswerOf(step.Step, answer.Author, answer.Entry), round, gate, game.Now)).Fields.ToHashSet(), read.Fields.ToHashSet());
                            Assert.True(step.Mode == Mode.Individual || round.Find(step.Step)!.Plan.Actor is not null || step.Mode == Mode.Joint || round.Find(step.Step)!.Reveal is not null);
                            Interlocked.Increment(ref inside);
                        }

                    Interlocked.Add(ref outside, seen.Steps.Sum(s => s.Answers.Count(a => a.Sight is Sight.Read)) - narrowed.Steps.Sum(s => s.Answers.Count));
                }
            },
            iter: 600);
        Assert.True(inside > 300 && outside > 30, $"{inside} inside, {outside} outside");
    }

    [Fact]
    public void a_kind_that_was_not_agreed_to_stays_out()
    {
        var told = new Told().After([.. Couple.Together, Round(Step("say", Mode.Sealed), Step("plan", Mode.Joint)), Given(Seat.A, "say"), Given(Seat.B, "say"), Revealed("say"), Proposed(Seat.A, "plan"), Confirmed(Seat.B, "plan")], Couple.Now);
        IReadOnlyList<string> Steps(params ReleaseKind[] kinds) =>
            [.. ReleaseSight.Narrow(RoundSight.Of(new Reader.Coach(Couple.Coach), told.Round, told.Gate, Couple.Now), told.Round, told.Gate, kinds, Couple.Now).Steps.Select(s => s.Step.Key)];
        Assert.Equal(["say", "plan"], Steps(ReleaseKind.Answers, ReleaseKind.Agreements));
        Assert.Equal(["say"], Steps(ReleaseKind.Answers));
        Assert.Equal(["plan"], Steps(ReleaseKind.Agreements));
        told = told.After(new DataConsentWithdrawn(Couple.CaseId, Seat.A, "x"), Couple.Now);
        Assert.Equal(["say"], Steps(ReleaseKind.Answers, ReleaseKind.Agreements));
    }

    private static Seat? ByOf(Move move) => move switch { Agree a => a.By, TakeBack t => t.By, Leave l => l.By, _ => null };

    /// <summary>A case in which things happen to two proposals.</summary>
    private sealed class World
    {
        private Told told = new Told().After([.. Couple.Together, Round(Step("say", Mode.Sealed))], Couple.Now);
        private readonly Dictionary<Seat, int> frames = Seats.Both.ToDictionary(s => s, _ => 0);

        public DateTimeOffset Now { get; private set; } = Couple.Now;

        public CaseGate Gate => told.Gate;

        public int Frames(Seat seat) => frames[seat];

        /// <summary>What a partner's page is drawn from.</summary>
        public string Seen(Seat seat) => string.Join('\n', (Gate.Releases ?? []).Select(r =>
            $"{r.Id} {r.StageFor(Gate, seat, Now)} {r.Agreed.Contains(seat)} {(r.StageFor(Gate, seat, Now) == ReleaseStage.Ended ? null : r.Until)}").Append($"{Gate.PausedFor(seat)}"));

        /// <returns>Whether something came of it.</returns>
        public bool Do(Move move)
        {
            IReadOnlyList<object> events = move switch
            {
                Propose p => ProposeRelease.Decide(Gate, Id(p.Which), new ReleaseScope([ReleaseKind.Answers], [Told.RoundId], Box, Box), [told.Round], Now).Events,
                Agree a => AgreeRelease.Decide(Gate, a.By, Id(a.Which), Now).Events,
                TakeBack t => TakeBackRelease.Decide(Gate, t.By, Id(t.Which), Now).Events,
                Withdraw w => WithdrawRelease.Decide(Gate, Id(w.Which), Now).Events,
                Make m => MakeRelease.Decide(Gate, Id(m.Which), Couple.Coach, Now).Events,
                Rest { On: true } => Gate.Standing == Standing.Active ? [new CasePaused(Couple.CaseId)] : [],
                Rest => Gate.Standing == Standing.Paused ? [new CaseResumed(Couple.CaseId)] : [],
                Leave l => LeaveCase.Decide(Gate, l.By, withdrawsConsent: false).Events,
                End { How: 0 } => [.. Seats.Both.SelectMany(s => TellLeaving.Decide(Gate, s).Events)],
                End { How: 1 } => Separate.Decide(Gate).Events,
                End => Gate.Standing == Standing.Closed ? [] : [new CaseClosed(Couple.CaseId)],
                _ => [],
            };
            if (move is Wait wait)
                Now += TimeSpan.FromDays(wait.Days);
            foreach (var e in events)
            {
                if (e is ReleaseProposed or ReleaseAgreed or ReleaseTakenBack or ReleaseMade or ReleaseLapsed)
                    foreach (var seat in WhoIsMoved.ByCase(e, Gate).Seats)
                        frames[seat]++;
                told = told.After(e, Now);
            }

            return events.Count > 0;
        }

        private static Guid Id(int which) => new($"00000000-0000-7000-8000-{which:x12}");
    }
}
