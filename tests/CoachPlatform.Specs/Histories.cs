using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CsCheck;

namespace CoachPlatform.Specs;

/// <summary>What may happen in a round: a random exercise, a couple somewhere on its way into the case, and acts that may be refused.</summary>
internal sealed record History(IReadOnlyList<StepPlan> Plan, int Joined, IReadOnlyList<Act> Acts)
{
    public IReadOnlyList<object> Given => Joined switch
    {
        0 => Couple.OnlyAJoined,
        1 => Couple.OnlyBJoined,
        2 => Couple.Opened,
        _ => Couple.Together,
    };

    /// <summary>A and B swapped everywhere.</summary>
    public History Mirrored => new(
        [.. Plan.Select(p => p with { Actor = p.Actor?.Other() })], Joined switch { 0 => 1, 1 => 0, _ => Joined }, [.. Acts.Select(a => a.Mirror())]);

    public Game Start() => new(Given, Play.Round([.. Plan]));

    public override string ToString() =>
        string.Join(Environment.NewLine, [$"joined {Joined}", .. Plan.Select(p => p.ToString()), .. Acts.Select(a => a.ToString())]);
}

internal static class Histories
{
    private static readonly string[] Slugs =
    [
        "plan-something-small", "one-reaction", "weekly-pulse", "laughter-log", "guess-and-tell", "something-i-understood", "values-apart-then-together",
    ];

    private static readonly Gen<Seat> Seat = Gen.Enum<Seat>();

    private static readonly Gen<Audience> Audiences = Gen.Frequency((4, Gen.Const(Audience.Partner)), (3, Gen.Enum<Audience>()));

    public static Gen<Sharing> Sharing { get; } = Gen.Select(
        Audiences,
        Gen.Frequency((4, Gen.Const(Timing.WhenBoth)), (3, Gen.Const(Timing.Now)), (1, Gen.Const(Timing.Never))),
        Gen.Frequency((3, Gen.Const((Audience?)null)), (2, Gen.Enum<Audience>().Select(a => (Audience?)a))))
        .Select((audience, timing, x) => new Sharing(audience, timing, x is { } own ? new Dictionary<string, Audience> { ["x"] = audience.And(own) } : null));

    private static readonly Gen<IReadOnlyList<StepPlan>> Made =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 2], Gen.Bool).Array[1, 4].Select(Steps);

    private static readonly Gen<IReadOnlyList<StepPlan>> Plans = Gen.Frequency(
        (3, Made), (1, Gen.OneOf(Slugs).Select(slug => Play.Round(slug).Plan)));

    public static Gen<History> All { get; } =
        Gen.Select(Plans, Gen.Frequency((6, Gen.Const(3)), (2, Gen.Int[0, 2])))
            .SelectMany((plan, joined) => ActsOn(plan).Array[0, 24].Select(acts => new History(plan, joined, acts)));

    public static Gen<Act> ActsOn(IReadOnlyList<StepPlan> plan)
    {
        var step = Gen.Int[0, plan.Count - 1].Select(i => plan[i]);
        var fields = Gen.OneOf(Gen.Const(new[] { "x" }), Gen.Const(new[] { "x", "y" }), Gen.Const(new[] { "y" }));
        Gen<Act> answer = Gen.Select(Seat, step, Sharing, fields, Entry, Gen.Bool)
            .Select((seat, s, sharing, f, entry, revise) => (Act)new Act.Answer(seat, s.Step, sharing, f, s.Log ? entry : null, revise));
        Gen<Act> joint = Gen.Select(Seat, step, Gen.Int[0, 9]).Select((seat, s, n) => n < 5
            ? (Act)new Act.Confirm(seat, s.Step)
            : new Act.Propose(seat, s.Step, n < 7 ? Audience.PartnerOnly : Audience.Partner, Stale: n == 9));
        return Gen.Frequency(
            (10, Gen.Select(step, answer, joint).Select((s, a, j) => s.Mode == Mode.Joint ? Onto(j, s) : Onto(a, s))),
            (2, Gen.Select(Seat, step).Select((seat, s) => (Act)new Act.Pass(seat, s.Step))),
            (2, Gen.Select(Seat, step, Entry).Select((seat, s, entry) => (Act)new Act.Withdraw(seat, s.Step, s.Log ? entry : null))),
            (1, Gen.Select(Seat, step).Select((seat, s) => (Act)new Act.Void(seat, s.Step))),
            (3, Gen.Select(Seat, step, Sharing, Entry).Select((seat, s, sharing, entry) => (Act)new Act.Share(seat, s.Step, sharing, s.Log ? entry : null))),
            (3, Gen.Select(Seat, step).Select((seat, s) => (Act)new Act.Done(seat, s.Step))),
            (1, Seat.Select(seat => (Act)new Act.Join(seat))),
            (1, Gen.Int[1, 28].Select(day => (Act)new Act.Due(new DateOnly(2026, 4, day)))));
    }

    /// <summary>The same history, that may end with the coach taking the exercise back and a few acts more.</summary>
    public static Gen<History> AlsoClosed { get; } = Gen.Select(All, Gen.Int[0, 3])
        .SelectMany((history, close) => close > 0
            ? Gen.Const(history)
            : ActsOn(history.Plan).Array[0, 6].Select(more => history with { Acts = [.. history.Acts, new Act.Close(), .. more] }));

    private static Gen<Guid?> Entry => Gen.Int[1, 3].Select(n => (Guid?)new Guid($"00000000-0000-7000-8000-{n:x12}"));

    private static Act Onto(Act act, StepPlan step) => act switch
    {
        Act.Answer a => a with { Step = step.Step, Entry = step.Log ? a.Entry ?? new Guid("00000000-0000-7000-8000-000000000001") : null },
        Act.Confirm a => a with { Step = step.Step },
        Act.Propose a => a with { Step = step.Step },
        _ => act,
    };

    /// <summary>Plans that the loader of packs would take: what may wait for what, and what may be about what.</summary>
    private static IReadOnlyList<StepPlan> Steps((int Mode, int Actor, int Log, int Opens, bool About)[] drawn)
    {
        var plan = new List<StepPlan>();
        foreach (var (modeDrawn, actorDrawn, logDrawn, opens, about) in drawn)
        {
            var mode = (Mode)modeDrawn;
            Seat? actor = mode == Mode.Joint || actorDrawn > 3 ? null : (Seat)(actorDrawn % 2);
            var before = plan.Count == 0 || opens == 0 ? null : plan[^1];
            var ownPace = before is { Mode: Mode.Individual, Actor: null };
            var when = before is null ? OpensWhen.Start : opens == 2 || before.Log || (ownPace && mode != Mode.Individual) ? OpensWhen.Ready : OpensWhen.After;
            var refers = about && before is { Log: false, Mode: not Mode.Joint } && !ownPace && mode != Mode.Joint ? before.Step.Key : null;
            plan.Add(Play.Step($"s{plan.Count + 1}", mode, actor, when, before?.Step.Key, refers, mode == Mode.Individual && actor is null && logDrawn < 15));
        }

        return plan;
    }
}
