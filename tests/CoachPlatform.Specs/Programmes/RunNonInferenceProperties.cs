using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Programmes;
using CsCheck;

namespace CoachPlatform.Specs.Programmes;

/// <summary>
/// What a programme gives, and when, tells one partner nothing of the other. Two lives in which A does, and decides about topics, different things and B
/// and the coach the same: as long as B's own screens are equal, day by day, so is what B is given. Programmes are made of all shipped exercises, with
/// rounds, conditions, topics that never open or open later, and rests.
/// </summary>
public class RunNonInferenceProperties
{
    private const int Days = 26;

    private static readonly Cadence?[] Cadences = [null, null, null, Cadence.Daily, Cadence.Weekly, Cadence.OnDemand];

    /// <summary>Half of them from those in which each answers at their own pace, where most could be told.</summary>
    private static readonly string[] Slugs =
        [.. Play.Exercises.Select(e => e.Slug), .. Play.Exercises.Where(e => StepEnds.Of(e, new StepTerms(StepOpening.AtOnce)) == StepEnd.OnItsDay).Select(e => e.Slug)];

    private static readonly Gen<Programme> Programmes =
        Gen.Select(Gen.Int[0, Slugs.Length - 1], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[1, 6], Gen.Int[0, 9], Gen.Int[0, 5]).Array[2, 4].Select(Made);

    /// <summary>For each topic whether it is open, opens on a later day, or never; and in that case what B, A, and the other A have decided.</summary>
    private static readonly Gen<(int Kind, int B, int A1, int A2)[]> Decisions = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]).Array[Topics.All.Count];

    [Fact]
    public void what_is_given_and_when_follows_from_what_one_could_see_before()
    {
        var (differed, same) = (0, 0);
        Gen.Select(Programmes, Decisions, Gen.Int, Gen.Int, Gen.Int, Gen.Int, Gen.Int[0, 3], Gen.Int[0, 7]).Sample(
            (programme, topics, a1, a2, b, coach, zeal1, drawn) =>
            {
                // In half of them A keeps to what is nobody else's to see.
                var (zeal2, discreet) = (drawn % 4, drawn >= 4);
                var one = Lived(programme, [.. topics.Select(t => (t.Kind, t.B, t.A1))], a1, zeal1, b, coach, discreet);
                // Never the same life twice: A draws something else, or does nothing at all.
                var two = Lived(programme, [.. topics.Select(t => (t.Kind, t.B, t.A2))], a1 == a2 ? a2 ^ 1 : a2, zeal1 == zeal2 ? (zeal2 + 1) % 4 : zeal2, b, coach, discreet);
                for (var day = 0; day < Days; day++)
                {
                    Assert.True(one.Given[day] == two.Given[day], $"Day {day}: {one.Given[day]} and {two.Given[day]}, with the same screens until then.\n{string.Join('\n', programme.Steps)}");
                    if (one.Screens[day] != two.Screens[day])
                    {
                        Interlocked.Increment(ref differed);
                        return;
                    }
                }

                if (one.ActsOfA != two.ActsOfA)
                    Interlocked.Increment(ref same);
            },
            iter: 400);
        // Both kinds took part, or the equality would prove little: A's acts that B saw, and acts that differed from the first day to the last unseen.
        Assert.True(differed > 20 && same > 20, $"{differed} differed, {same} did not though A's acts did.");
    }

    private static RunLife Lived(Programme programme, IReadOnlyList<(int Kind, int B, int A)> topics, int seedOfA, int zeal, int seedOfB, int seedOfCoach, bool discreet)
    {
        var (a, b, coach) = (new Random(seedOfA), new Random(seedOfB), new Random(seedOfCoach));
        var life = new RunLife(programme, [.. topics.SelectMany((t, i) => Decided(Topics.All[i], t))], discreet);
        for (var day = 0; day < Days; day++)
            life.Live(day, a, zeal, b, coach);
        return life;
    }

    /// <summary>Open from the beginning, opened on a later day, or never: then at most one of them has said yes.</summary>
    private static IEnumerable<(int Day, object Event)> Decided(string topic, (int Kind, int B, int A) drawn)
    {
        if (drawn.Kind < 3)
            return [(0, Yes(Seat.A)), (0, Yes(Seat.B)), (0, new TopicOpened(Couple.CaseId, topic))];
        if (drawn.Kind < 6)
            return [(0, Yes(Seat.B)), (drawn.Kind, Yes(Seat.A)), (drawn.Kind, new TopicOpened(Couple.CaseId, topic))];
        var ofB = drawn.B switch { 0 => null, 1 => Yes(Seat.B), _ => No(Seat.B) };
        var ofA = drawn.A switch { 0 => null, 1 when drawn.B != 1 => Yes(Seat.A), _ => No(Seat.A) };
        return new[] { ofB, ofA }.OfType<object>().Select(e => (0, e));

        object Yes(Seat seat) => new TopicGranted(Couple.CaseId, seat, topic, Topics.TextVersion);
        object No(Seat seat) => new TopicDeclined(Couple.CaseId, seat, topic, Topics.TextVersion);
    }

    private static Programme Made((int Exercise, int Opens, int Other, int Days, int Condition, int Cadence)[] drawn)
    {
        var steps = new List<ProgrammeStep>();
        foreach (var (exercise, opens, other, days, condition, cadence) in drawn)
        {
            var before = steps.Count == 0 ? null : steps[other % steps.Count].Key;
            var opening = before is null ? StepOpening.AtOnce : opens switch { 0 => StepOpening.OnDay(days), 1 => StepOpening.After(before, days), _ => StepOpening.After(before) };
            var only = (condition, before) switch
            {
                (0, not null) => new StepCondition(OnlyIf.Finished, before),
                (1, not null) => new StepCondition(OnlyIf.LeftOut, before),
                (2, _) => new StepCondition(OnlyIf.Topic, Topics.All[other % Topics.All.Count]),
                (3, _) => new StepCondition(OnlyIf.Coach, "Sure?"),
                _ => null,
            };
            var step = new ProgrammeStep($"s{steps.Count + 1}", Slugs[exercise], new StepTerms(opening, Cadences[cadence], Cadences[cadence] is Cadence.Daily or Cadence.Weekly ? 1 + (days % 4) : null), only);
            // What cannot be given as it was drawn is given as usual.
            steps.Add(ProgrammeRules.OfTerms(step.Terms, [.. steps.Select(s => s.Key)], Play.Exercise(step.Exercise)).Any() ? step with { Terms = new StepTerms(opening) } : step);
        }

        return Running.Of([.. steps]);
    }
}
