using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Programmes;
using CsCheck;

namespace CoachPlatform.Specs.Programmes;

/// <summary>
/// What a programme gives, and when, tells one partner nothing of the other. Two histories in which A does different things and B the same: as long as
/// B's own screens are equal, day by day, so are the exercises that B is given. Programmes are made of all 36 exercises.
/// </summary>
public class RunNonInferenceProperties
{
    private const int Days = 24;

    private static readonly Gen<Programme> Programmes =
        Gen.Select(Gen.Int[0, 35], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[1, 6]).Array[2, 4].Select(Made);

    [Fact]
    public void what_is_given_and_when_follows_from_what_one_could_see_before()
    {
        var (differed, same) = (0, 0);
        Gen.Select(Programmes, Gen.Int, Gen.Int, Gen.Int, Gen.Int[0, 3]).Sample(
            (programme, a1, a2, b, zeal) =>
            {
                var one = Lived(programme, a1, b, zeal);
                // A does nothing at all, or something else.
                var two = Lived(programme, a2, b, zeal == 0 ? 0 : zeal + 1);
                for (var day = 0; day < Days; day++)
                {
                    Assert.True(one.Given[day] == two.Given[day], $"Day {day}: {one.Given[day]} and {two.Given[day]}, with the same screens until then.\n{string.Join('\n', programme.Steps)}");
                    if (one.Screens[day] != two.Screens[day])
                    {
                        Interlocked.Increment(ref differed);
                        return;
                    }
                }

                Interlocked.Increment(ref same);
            },
            iter: 400);
        // Both kinds took part, or the equality would prove little.
        Assert.True(differed > 20 && same > 20, $"{differed} differed, {same} did not.");
    }

    /// <param name="Given">At the beginning of each day, what B has been given so far.</param>
    /// <param name="Screens">At its end, everything that B can see.</param>
    private sealed record Life(IReadOnlyList<string> Given, IReadOnlyList<string> Screens);

    /// <param name="zeal">How often A acts: 0 never.</param>
    private static Life Lived(Programme programme, int seedOfA, int seedOfB, int zeal)
    {
        var (a, b) = (new Random(seedOfA), new Random(seedOfB));
        var exercises = Running.Exercises(programme);
        var run = ProgrammeRun.Fold(null, Running.RunId, new RunStarted(Couple.CaseId, programme.VersionId, new Dictionary<string, string>()), Couple.Now)!;
        var (games, given, screens) = (new Dictionary<string, Game>(), new List<string>(), new List<string>());
        for (var day = 0; day < Days; day++)
        {
            var now = Couple.Now.AddDays(day);
            var seen = games.ToDictionary(g => g.Key, g => new StepSeen(
                Told.RoundId, run.Of(g.Key).AssignedAt, Repeats: false, RoundsOver: null, 1, g.Value.Round.CompletedAt is not null, Closed: false, Withdrawn: false));
            var at = new RunAt(run, programme, exercises, new RunWorld("t", Couple.Zone, true, Consent(), seen, new Dictionary<string, string>()), now);
            foreach (var e in RunSteps.Due(at))
            {
                run = ProgrammeRun.Fold(run, run.Id, e, now)!;
                if (e is StepAssigned assigned)
                    games[assigned.StepKey] = new Game(Couple.Together, Play.Round([.. PlanSteps.Of(exercises[assigned.StepKey], Ids.Named("t", assigned.StepKey), 1, opener: null)]));
            }

            given.Add(string.Join(' ', games.Keys.Order()));
            foreach (var (_, game) in games.OrderBy(g => g.Key))
            {
                game.Wait();
                if (a.Next(4) < zeal)
                    foreach (var act in Acts(Seat.A, game, a))
                        game.DoNow(act);
                game.Wait();
                if (b.Next(3) > 0)
                    foreach (var act in Acts(Seat.B, game, b))
                        game.DoNow(act);
            }

            screens.Add(string.Join('\n', games.OrderBy(g => g.Key).Select(g => Screen.Of(new Reader.Partner(Seat.B), g.Value.Told, g.Value.Stored.Select(s => s.Event), g.Value.Now).Text)));
        }

        return new Life(given, screens);
    }

    /// <summary>One thing for each step that the seat may act in now.</summary>
    private static List<Act> Acts(Seat seat, Game game, Random random)
    {
        var acts = new List<Act>();
        foreach (var step in game.Round.Steps.Where(s => game.Round.OpenFor(s, seat) || SayDone.MayOpen(game.Round, s)))
        {
            var (drawn, sharing) = (random.Next(6), random.Next(4));
            acts.Add(step switch
            {
                { Status: StepStatus.NotOpen, Plan.Opens.When: OpensWhen.Ready } => new Act.Done(seat, step.Step),
                { Plan.Mode: Mode.Joint, Joint: null } => new Act.Propose(seat, step.Step, Audience.Partner),
                { Plan.Mode: Mode.Joint } => new Act.Confirm(seat, step.Step),
                _ when drawn == 0 => new Act.Pass(seat, step.Step),
                _ when drawn == 1 => new Act.Withdraw(seat, step.Step),
                _ => new Act.Answer(
                    seat, step.Step, sharing == 0 ? Play.Private : Play.Shared, ["x"], step.Plan.Log ? new Guid($"00000000-0000-7000-8000-{random.Next(1, 4):x12}") : null,
                    Revise: step.Of(seat).Given == Given.Answered),
            });
        }

        return acts;
    }

    private static HashSet<string> Consent() => [.. CoachPlatform.Consent.Topics.All];

    private static Programme Made((int Exercise, int Opens, int Other, int Days)[] drawn)
    {
        var steps = new List<ProgrammeStep>();
        foreach (var (exercise, opens, other, days) in drawn)
        {
            var before = steps.Count == 0 ? null : steps[other % steps.Count].Key;
            var opening = before is null ? StepOpening.AtOnce : opens switch { 0 => StepOpening.OnDay(days), 1 => StepOpening.After(before, days), _ => StepOpening.After(before) };
            steps.Add(new ProgrammeStep($"s{steps.Count + 1}", Play.Exercises[exercise].Slug, new StepTerms(opening)));
        }

        return Running.Of([.. steps]);
    }
}
