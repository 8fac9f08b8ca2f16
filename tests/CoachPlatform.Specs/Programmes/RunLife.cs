using System.Globalization;
using System.Text;
using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

/// <summary>
/// A run with what it gives, and two partners and a coach who do one thing or another, day after day and by the real decisions. It keeps what partner B
/// was given and could see.
/// </summary>
internal sealed class RunLife
{
    private const string Tenant = "t";

    private readonly Programme programme;
    private readonly IReadOnlyDictionary<string, Exercise> exercises;
    private readonly SortedDictionary<string, Assignment> assignments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Game>> rounds = new(StringComparer.Ordinal);
    private readonly StringBuilder acts = new();
    private readonly bool discreet;
    private CaseGate gate;
    private ProgrammeRun run;
    private DateTimeOffset now = Couple.Now;

    /// <param name="consents">As events of the case, each with the day at which it comes.</param>
    /// <param name="discreet">A does only what is nobody else's to see: answers for themselves, and passes, where each goes at their own pace.</param>
    public RunLife(Programme programme, IReadOnlyList<(int Day, object Event)> consents, bool discreet)
    {
        this.discreet = discreet;
        this.programme = programme;
        exercises = Running.Exercises(programme);
        Consents = consents;
        gate = Couple.Gate(Couple.Together);
        run = ProgrammeRun.Fold(null, Running.RunId, new RunStarted(Couple.CaseId, programme.VersionId, new Dictionary<string, string>()), Couple.Now)!;
    }

    /// <summary>At the beginning of each day, what B has been given so far.</summary>
    public List<string> Given { get; } = [];

    /// <summary>At the end of each day, everything that B can see.</summary>
    public List<string> Screens { get; } = [];

    /// <summary>Everything that A did, as it was stored.</summary>
    public string ActsOfA => acts.ToString();

    private IReadOnlyList<(int Day, object Event)> Consents { get; }

    private RunAt At => new(run, programme, exercises, new RunWorld(Tenant, Couple.Zone, true, RunWorld.OfferedBy(gate, now), Seen(), new Dictionary<string, string>()), now);

    /// <param name="zeal">How often A acts, in four times: 0 never.</param>
    public void Live(int day, Random a, int zeal, Random b, Random coach)
    {
        now = Couple.Now.AddDays(day);
        foreach (var (_, e) in Consents.Where(c => c.Day == day))
        {
            gate = CaseGate.Fold(gate, e, day == 0 ? now.AddDays(-1) : now)!;
            if (e is TopicGranted { Seat: Seat.A } or TopicDeclined { Seat: Seat.A })
                Noted("case", e);
        }

        Calendar();
        Change(RunSteps.Due(At));
        Coached(coach);
        Given.Add(string.Join(' ', rounds.Where(r => r.Value.Count > 0).Select(r => $"{r.Key}×{r.Value.Count}")) + Wanted());
        foreach (var key in assignments.Keys.ToList())
        {
            if (a.Next(4) < zeal)
                Acts(Seat.A, key, a);
            if (b.Next(3) > 0)
                Acts(Seat.B, key, b);
        }

        Screens.Add(string.Join('\n', rounds.SelectMany(r => r.Value.Select(g => $"{r.Key} " + Screen.Of(new Reader.Partner(Seat.B), g.Told, g.Stored.Select(s => s.Event), g.Now).Text))) + Wanted());
    }

    private Dictionary<string, StepSeen> Seen() => assignments.ToDictionary(
        g => g.Key,
        g => StepSeen.Of(Tenant, g.Value, gate, now, rounds[g.Key] is [.., var newest] && newest.Round.CompletedAt is not null, rounds[g.Key] is [.., var last] && last.Round.ClosedBecause is not null));

    /// <summary>What the clock does of itself: steps of rounds and next rounds.</summary>
    private void Calendar()
    {
        foreach (var game in rounds.Values.SelectMany(r => r))
            game.Morning(now);
        foreach (var (key, assignment) in assignments.ToList())
            if (OpenOccurrence.Decide(Tenant, assignment, gate, now) is { } opening)
                Open(key, opening.Events);
    }

    private void Coached(Random coach)
    {
        var (what, key) = (coach.Next(24), programme.Steps[coach.Next(programme.Steps.Count)].Key);
        var decision = what switch
        {
            0 => PauseRun.Decide(run),
            1 or 2 or 3 or 4 or 5 => ResumeRun.Decide(run),
            6 => LeaveOutStep.Decide(At, key),
            7 or 8 or 9 => AllowStep.Decide(At, key),
            10 => ChangeStep.Decide(At, key, new(null, null, null, null, null, 9 + coach.Next(9))),
            _ => Decision.Nothing,
        };
        if (decision.Refusal is null)
            Change(decision.Events);
        Change(RunSteps.Due(At));
    }

    private void Change(IReadOnlyList<object> events)
    {
        var given = assignments.Keys.ToList();
        run = events.Aggregate(run, (r, e) => ProgrammeRun.Fold(r, r.Id, e, now)!);
        foreach (var key in given)
            foreach (var e in GivenByRun.Decide(At, programme.Find(key)!, assignments[key], events))
                assignments[key] = Assignment.Fold(assignments[key], Told.AssignmentId, e, now)!;
        foreach (var step in events.OfType<StepAssigned>())
            Give(step.StepKey);
    }

    private void Give(string key)
    {
        var (exercise, terms) = (exercises[key], run.TermsOf(programme.Find(key)!));
        var cadence = StepEnds.CadenceOf(exercise, terms);
        var start = cadence == Cadence.OnDemand ? exercise.Start == StartedBy.Both ? StartRule.Both : StartRule.Either : cadence == Cadence.Once ? StartRule.Coach : StartRule.Clock;
        assignments[key] = Assignment.Fold(
            null, Told.AssignmentId,
            new AssignmentMade(
                Couple.CaseId, exercise.VersionId, null, cadence, Couple.Zone, exercise.Topic == "none" ? null : exercise.Topic, false, run.Id, start,
                cadence == Cadence.Once ? 1 : terms.Rounds, null),
            now)!;
        rounds[key] = [];
        if (cadence == Cadence.OnDemand || !gate.Offers(assignments[key].Topic, now))
            return;
        DateTimeOffset? next = cadence.Repeats() && terms.Rounds is not 1 ? OccurrenceCalendar.OpensAt(now, Couple.Zone, cadence, 2) : null;
        Open(key, [new OccurrenceOpened(Couple.CaseId, 1, Guid.Empty, now, next)]);
    }

    private void Open(string key, IReadOnlyList<object> events)
    {
        foreach (var e in events)
            assignments[key] = Assignment.Fold(assignments[key], Told.AssignmentId, e, now)!;
        foreach (var before in rounds[key])
            before.Lapse();
        rounds[key].Add(new Game(Couple.Together, Play.Round([.. PlanSteps.Of(exercises[key], Ids.Named(Tenant, key), events.OfType<OccurrenceOpened>().Single().N, opener: null)]), now));
    }

    /// <summary>What B finds on the list of what can be started.</summary>
    private string Wanted() => string.Concat(assignments.Select(a =>
        ReadMyRounds.WhenWanted(Seat.B, a.Value, rounds[a.Key].Select(g => g.Round), gate, exercises[a.Key], now) is { } wanted ? $" {a.Key} {JsonSerializer.Serialize(wanted, Store.Json)}" : ""));

    /// <summary>One thing for each step that the seat may act in now, and sometimes the start of a round.</summary>
    private void Acts(Seat seat, string key, Random random)
    {
        if (assignments[key].Cadence == Cadence.OnDemand && random.Next(3) == 0 && !(discreet && seat == Seat.A))
        {
            var running = RunningRound.Of(assignments[key], rounds[key].Select(g => g.Round), now)?.Id;
            Keep(seat, key, StartRound.Decide(Tenant, assignments[key], gate, seat, running, now).Events);
        }

        if (rounds[key] is not [.., var game])
            return;
        game.Wait();
        foreach (var act in Acts(seat, game, random))
            Keep(seat, key, game.DoNow(act).Events, stored: true);
    }

    private void Keep(Seat seat, string key, IReadOnlyList<object> events, bool stored = false)
    {
        if (seat == Seat.A)
            foreach (var e in events)
                Noted(key, e);
        if (!stored && events is [OccurrenceOpened])
            Open(key, events);
        else if (!stored)
            assignments[key] = events.Aggregate(assignments[key], (a, e) => Assignment.Fold(a, a.Id, e, now)!);
    }

    private void Noted(string of, object e) => acts.Append(CultureInfo.InvariantCulture, $"{now:O} {of} {Told.Line(e)}\n");

    private List<Act> Acts(Seat seat, Game game, Random random)
    {
        var (acts, hides) = (new List<Act>(), discreet && seat == Seat.A);
        foreach (var step in game.Round.Steps.Where(s => game.Round.OpenFor(s, seat) || (!hides && SayDone.MayOpen(game.Round, s, heldSince: null))))
        {
            var (drawn, sharing) = (random.Next(6), random.Next(4));
            if (hides && !step.OwnPace)
                continue;
            acts.Add(step switch
            {
                { Status: StepStatus.NotOpen, Plan.Opens.When: OpensWhen.Ready } => new Act.Done(seat, step.Step),
                { Plan.Mode: Mode.Joint, Joint: null } => new Act.Propose(seat, step.Step, Audience.Partner),
                { Plan.Mode: Mode.Joint } => new Act.Confirm(seat, step.Step),
                _ when drawn == 0 => new Act.Pass(seat, step.Step),
                _ when drawn == 1 => new Act.Withdraw(seat, step.Step),
                _ => new Act.Answer(
                    seat, step.Step, hides || sharing == 0 ? Play.Private : Play.Shared, ["x"], step.Plan.Log ? new Guid($"00000000-0000-7000-8000-{random.Next(1, 4):x12}") : null,
                    Revise: step.Of(seat).Given == CoachPlatform.Answers.Given.Answered),
            });
        }

        return acts;
    }
}
