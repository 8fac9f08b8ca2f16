using CoachPlatform.Cases;
using CsCheck;
using static CoachPlatform.Consent.DecideTopic.Choice;

namespace CoachPlatform.Specs.Consent;

/// <summary>Consent cannot be inferred: the same acts of A give the same transcript whatever B has decided, and whether anybody was asked.</summary>
public class ConsentNonInferenceProperties
{
    private static readonly (string Name, Action<TopicWorld> Play)[] NeverOpen =
    [
        ("never asked", _ => { }),
        ("undecided", w => w.CoachAsks()),
        ("declined", w => w.Decide(Seat.B, Decline)),
        ("asked and declined", w => w.CoachAsks().Decide(Seat.B, Decline)),
        ("withdrew before it was open", w => w.Decide(Seat.B, Grant).Decide(Seat.B, Withdraw)),
        ("declined, granted, withdrew", w => w.Decide(Seat.B, Decline).Decide(Seat.B, Grant).Decide(Seat.B, Decline)),
    ];

    private static readonly (string Name, Action<TopicWorld> Play)[] NoLongerOpen =
    [
        ("B withdrew", w => w.Decide(Seat.B, Withdraw)),
        ("B said no", w => w.Decide(Seat.B, Decline)),
        ("the coach closed it", w => w.CoachCloses()),
    ];

    /// <summary>What A may do, and time that goes by.</summary>
    private static readonly Gen<Action<TopicWorld>> OfA = Gen.Frequency<Action<TopicWorld>>(
        (3, Gen.Const<Action<TopicWorld>>(w => w.Decide(Seat.A, Grant))),
        (2, Gen.Const<Action<TopicWorld>>(w => w.Decide(Seat.A, Withdraw))),
        (1, Gen.Const<Action<TopicWorld>>(w => w.Decide(Seat.A, Decline))),
        (2, Gen.Const<Action<TopicWorld>>(w => w.Starts(Seat.A, TopicWorld.Wanted))),
        (2, Gen.Const<Action<TopicWorld>>(w => w.Starts(Seat.A, TopicWorld.BothAsk))),
        (2, Gen.Const<Action<TopicWorld>>(w => w.Answers(Seat.A))),
        (4, Gen.Int[1, 80].Select<int, Action<TopicWorld>>(h => w => w.Wait(h))));

    [Fact]
    public void before_it_was_ever_open_nothing_tells_what_the_other_decided_or_whether_anybody_was_asked() =>
        OfA.Array[0, 14].Sample(
            acts => Same(NeverOpen, acts, _ => { }, world =>
            {
                Assert.False(world.IsOpen);
                Assert.Equal(0, world.Rounds);
            }),
            iter: 200);

    [Fact]
    public void after_it_was_open_a_withdrawal_and_the_coachs_closing_look_the_same() =>
        Gen.Select(OfA.Array[0, 14], Gen.Int[0, 30], Gen.Bool, Gen.Bool).Sample(
            (acts, hours, mine, theirs) => Same(
                NoLongerOpen,
                acts,
                world =>
                {
                    world.Decide(Seat.A, Grant).Wait().Decide(Seat.B, Grant).Wait(hours);
                    if (theirs)
                        world.Answers(Seat.B);
                    if (mine)
                        world.Answers(Seat.A);
                    world.Wait();
                },
                world => Assert.False(world.IsOpen)),
            iter: 200);

    [Fact]
    public void the_second_yes_changes_nothing_for_the_first_until_the_next_morning()
    {
        var (one, other) = (new TopicWorld(Seat.A).Decide(Seat.A, Grant), new TopicWorld(Seat.A).Decide(Seat.A, Grant));
        other.Decide(Seat.B, Grant);
        // Monday, half past nine in Madrid being half past ten; seven the next morning is twenty hours and a half away.
        one.Wait(20.4);
        other.Wait(20.4);
        Assert.True(other.IsOpen);
        Assert.Equal(Once(one.Transcript), Once(other.Transcript));
        other.Wait(0.2);
        Assert.Equal(1, other.Rounds);
    }

    [Fact]
    public void what_had_opened_closes_for_both_and_comes_back_the_morning_after_it_is_granted_again()
    {
        foreach (var reader in Seats.Both)
        {
            var world = new TopicWorld(reader).Decide(Seat.A, Grant).Decide(Seat.B, Grant).Wait(24).Answers(Seat.A).Answers(Seat.B);
            var theirs = $"«{reader.Other()} 1/x»";
            Assert.Contains(theirs, Last(world));
            world.Decide(Seat.B, Withdraw);
            Assert.Contains("\"part\":\"Closed\"", Last(world));
            Assert.DoesNotContain(theirs, Last(world));
            Assert.All(world.All, r => Assert.False(r.Open));
            world.Wait(24).Decide(Seat.B, Grant);
            Assert.DoesNotContain(theirs, Last(world));
            world.Wait(24);
            Assert.Contains(theirs, Last(world));
            // The round that was closed stays closed; the next comes when its week has.
            Assert.All(world.All, r => Assert.False(r.Open));
            world.Wait(24 * 7);
            Assert.Single(world.All, r => r.Open);
        }
    }

    /// <summary>Looking twice at the same pages is nothing new: a command that was not the reader's is followed by a look.</summary>
    private static string Once(string transcript)
    {
        var lines = transcript.Split('\n').ToList();
        return string.Join('\n', lines.Where((l, i) => i < 4 || l != lines[i - 4]));
    }

    private static string Last(TopicWorld world)
    {
        var lines = world.Transcript.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines.Skip(Array.FindLastIndex(lines, l => l.StartsWith("[{\"topic\"", StringComparison.Ordinal))));
    }

    private static void Same((string Name, Action<TopicWorld> Play)[] ofB, Action<TopicWorld>[] acts, Action<TopicWorld> before, Action<TopicWorld> check)
    {
        var transcripts = ofB.Select(b =>
        {
            var world = new TopicWorld(Seat.A);
            before(world);
            var start = world.Transcript.Length;
            b.Play(world);
            world.Wait();
            // What B does brings a look of A's at each step; only the last of them is compared, with everything that follows.
            var frames = world.Transcript[start..].Split('\n').Count(l => l.StartsWith("frame", StringComparison.Ordinal));
            var from = world.Transcript.Length;
            foreach (var act in acts)
            {
                act(world);
                world.Wait();
                check(world);
            }

            return (b.Name, Text: $"{frames} frames\n{Last0(world, from)}");
        }).ToList();
        Assert.All(transcripts, t => Assert.Equal(transcripts[0].Text, t.Text));
    }

    private static string Last0(TopicWorld world, int from)
    {
        var head = world.Transcript[..from].TrimEnd('\n').Split('\n');
        var look = head.Skip(Array.FindLastIndex(head, l => l.StartsWith("[{\"topic\"", StringComparison.Ordinal)));
        return string.Join('\n', look) + "\n" + world.Transcript[from..];
    }
}
