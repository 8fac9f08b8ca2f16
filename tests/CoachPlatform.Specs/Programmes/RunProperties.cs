using CoachPlatform.Platform.Commands;
using CoachPlatform.Programmes;
using CsCheck;
using static CoachPlatform.Specs.Programmes.Running;

namespace CoachPlatform.Specs.Programmes;

/// <summary>Random programmes, and random days of them: time goes by, rounds become complete, and the coach does one thing or another.</summary>
public class RunProperties
{
    private static readonly Gen<Programme> Programmes = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[1, 9], Gen.Int[0, 5], Gen.Bool).Array[1, 6].Select(Made);

    private static readonly Gen<(int What, int Which, int Days)[]> Acts = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 9]).Array[0, 30];

    [Fact]
    public void a_history_played_twice_gives_the_same_events_at_the_same_times() =>
        Gen.Select(Programmes, Acts).Sample((programme, acts) =>
        {
            var (first, second) = (Played(programme, acts), Played(programme, acts));
            Assert.Equal(first.Stored.Select(s => $"{s.At:O} {Told.Line(s.Event)}"), second.Stored.Select(s => $"{s.At:O} {Told.Line(s.Event)}"));
            Assert.Equal(Told.Line(first.Run), Told.Line(second.Run));
            // Folded anew, the same state decides the same: nothing more.
            Assert.Empty(RunSteps.Due(first.At));
        });

    [Fact]
    public void every_step_is_given_at_most_once_in_its_turn_and_ends_at_most_once() =>
        Gen.Select(Programmes, Acts).Sample((programme, acts) =>
        {
            var events = Played(programme, acts).Stored.Select(s => s.Event).ToList();
            var (given, over, rests, ended) = (new HashSet<string>(), new HashSet<string>(), false, false);
            foreach (var e in events)
            {
                Assert.False(ended, $"{e} after the end.");
                switch (e)
                {
                    case StepAssigned x:
                        Assert.False(rests, "Given while it rests.");
                        Assert.True(given.Add(x.StepKey), $"{x.StepKey} was given twice.");
                        Assert.DoesNotContain(x.StepKey, over);
                        if (programme.Find(x.StepKey)!.Terms.Opens.Step is { } before)
                            Assert.Contains(before, over);
                        break;
                    case StepFinished x:
                        Assert.Contains(x.StepKey, given);
                        Assert.True(over.Add(x.StepKey));
                        break;
                    case StepLeftOut x:
                        Assert.True(over.Add(x.StepKey));
                        break;
                    case RunPaused:
                        rests = true;
                        break;
                    case RunResumed:
                        rests = false;
                        break;
                    case RunEnded x:
                        ended = true;
                        Assert.True(x.Because == RunEnd.ByCoach || over.Count == programme.Steps.Count);
                        break;
                }
            }
        });

    [Fact]
    public void the_assignment_of_a_step_has_the_same_id_wherever_it_is_made() =>
        Gen.Select(Gen.Guid, Gen.Int[0, 99], Gen.Int[0, 99]).Sample((run, a, b) =>
            Assert.Equal(a == b, ProgrammeRun.AssignmentOf("t", run, $"s{a}") == ProgrammeRun.AssignmentOf("t", run, $"s{b}")));

    private static Running Played(Programme programme, IEnumerable<(int What, int Which, int Days)> acts)
    {
        var run = From(programme);
        run.Look();
        foreach (var (what, which, days) in acts)
        {
            var key = programme.Steps[which % programme.Steps.Count].Key;
            _ = what switch
            {
                0 => run.Decide(at => PauseRun.Decide(at.Run)),
                1 => run.Decide(at => ResumeRun.Decide(at.Run)),
                2 => run.Decide(at => LeaveOutStep.Decide(at, key)),
                3 => run.Decide(at => AllowStep.Decide(at, key)),
                4 when days == 9 => run.Decide(at => EndRun.Decide(at.Run)),
                5 or 6 when run.Run.Of(key).AssignmentId is not null => run.Done(key).Look(),
                7 => run.Decide(at => Changed(at, key, days)),
                _ => run.Later(days).Look(),
            };
            run.Look();
        }

        return run;
    }

    private static Decision Changed(RunAt at, string key, int days) => ChangeStep.Decide(at, key, new(null, null, null, null, null, days + 8));

    private static Programme Made((int Opens, int Other, int Days, int Condition, bool Alone)[] drawn)
    {
        var steps = new List<ProgrammeStep>();
        foreach (var (opens, other, days, condition, alone) in drawn)
        {
            var before = steps.Count == 0 ? null : steps[other % steps.Count].Key;
            var opening = (opens, before) switch
            {
                (1, not null) => StepOpening.After(before),
                (2, not null) => StepOpening.After(before, days),
                (3, _) => StepOpening.OnDay(days),
                _ => StepOpening.AtOnce,
            };
            var key = $"s{steps.Count + 1}";
            (OnlyIf? Kind, string? Of) only = (condition, before) switch
            {
                (1, not null) => (OnlyIf.Finished, before),
                (2, not null) => (OnlyIf.LeftOut, before),
                (3, _) => (OnlyIf.Coach, "Sure?"),
                _ => (null, null),
            };
            steps.Add(alone ? Alone(key, opening, only.Kind, only.Of) : Seen(key, opening, only.Kind, only.Of));
        }

        return Of([.. steps]);
    }
}
