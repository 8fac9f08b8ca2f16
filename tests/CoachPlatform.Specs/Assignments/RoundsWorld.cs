using System.Globalization;
using System.Text;
using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Specs.Live;

namespace CoachPlatform.Specs.Assignments;

/// <summary>
/// One assignment and its rounds, played by the real decisions on a clock of its own. It keeps everything that the account of one partner receives.
/// </summary>
internal sealed class RoundsWorld
{
    private const string Tenant = "practice";

    private static readonly Exercise Exercise = Play.Exercise("something-i-understood");

    private readonly Seat reader;
    private readonly StepPlan[] plan;
    private readonly Rows rows = new();
    private readonly StringBuilder transcript = new();
    private readonly List<(Guid Stream, object Event)> stored = [];
    private readonly List<Round> rounds = [];
    private CaseGate gate = null!;

    public RoundsWorld(Seat reader, StepPlan[] plan, Cadence cadence, StartRule start)
    {
        this.reader = reader;
        this.plan = plan;
        Keep(Couple.CaseId, [.. Couple.Together]);
        Keep(Told.AssignmentId, [new AssignmentMade(Couple.CaseId, Exercise.VersionId, null, cadence, Couple.Zone, null, false, null, start, null, null)]);
        if (cadence == Cadence.OnDemand)
            return;
        DateTimeOffset? next = cadence.Repeats() ? OccurrenceCalendar.OpensAt(Now, Couple.Zone, cadence, 2) : null;
        Open(new OccurrenceOpened(Couple.CaseId, 1, Ids.Round(Tenant, Told.AssignmentId, 1), Now, next), null);
    }

    public Assignment Assignment { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; } = Couple.Now;

    public string Transcript => transcript.ToString();

    public IReadOnlyList<Round> Rounds => rounds;

    /// <summary>Time goes by, and the calendar looks once it has.</summary>
    public RoundsWorld Wait(double hours = 0.01)
    {
        Now = Now.AddHours(hours);
        if (OpenOccurrence.Decide(Tenant, Assignment, gate, Now) is { } opening)
        {
            Keep(Assignment.Id, [.. opening.Events.SkipLast(1)]);
            Open((OccurrenceOpened)opening.Events[^1], null);
        }

        foreach (var round in rounds.ToList())
            Keep(round.Id, StepClock.Decide(round, gate, Now).Events);
        return Look();
    }

    public RoundsWorld Starts(Seat seat)
    {
        var decision = StartRound.Decide(Tenant, Assignment, gate, seat, RunningRound.Of(Assignment, rounds, Now)?.Id, Now);
        if (decision.Events is [OccurrenceOpened opened])
            Open(opened, seat);
        else
            Keep(Assignment.Id, decision.Events);
        return Reply(seat, decision);
    }

    /// <summary>Answers a step of the newest round; refused where there is none to answer.</summary>
    public RoundsWorld Answers(Seat seat, string step, Sharing? sharing = null) =>
        On(seat, round => AnswerRound.Decide(round, gate, new AnswerRound.Command(seat, new StepRef(step), null, null, Play.Boxes($"{seat} {round.Occurrence}"), sharing ?? Play.Shared), Now));

    public RoundsWorld Passes(Seat seat, string step) => On(seat, round => PassPrompt.Decide(round, gate, seat, new StepRef(step), Now));

    public RoundsWorld SaysDone(Seat seat, string step) => On(seat, round => SayDone.Decide(round, gate, seat, new StepRef(step), Now));

    /// <summary>A decision on the assignment itself.</summary>
    public RoundsWorld On(Seat? seat, Func<Assignment, Decision> decide)
    {
        var decision = decide(Assignment);
        Keep(Assignment.Id, decision.Events);
        return Reply(seat, decision);
    }

    public RoundsWorld Rests(Seat seat) => On(seat, a => TakeRest.Decide(a, gate, seat, Now));

    public RoundsWorld Returns(Seat seat) => On(seat, a => EndRest.Decide(a, seat));

    private RoundsWorld On(Seat seat, Func<Round, Decision> decide)
    {
        if (rounds.Count == 0)
            return this;
        var decision = decide(rounds[^1]);
        Keep(rounds[^1].Id, decision.Events);
        return Reply(seat, decision);
    }

    private RoundsWorld Reply(Seat? seat, Decision decision)
    {
        if (seat == reader)
            transcript.Append(decision.Refusal is { } no ? $"{no.Status} {no.Slug} {no.Detail}\n" : "done\n");
        return seat == reader ? Look() : this;
    }

    private void Open(OccurrenceOpened opened, Seat? opener)
    {
        Keep(Assignment.Id, [opened]);
        foreach (var open in rounds.Where(r => r.ClosedBecause is null).ToList())
            Keep(open.Id, [new RoundClosed(Couple.CaseId, Because.Lapsed)]);
        Keep(opened.RoundId, [new RoundOpened(Couple.CaseId, Assignment.Id, opened.N, Exercise.VersionId, plan, null, false, null, opened.Next, opener, null)]);
    }

    private void Keep(Guid stream, IReadOnlyList<object> events)
    {
        foreach (var e in events)
        {
            var before = gate is null ? 0 : rows.Board.Feed.Seats[reader];
            stored.Add((stream, e));
            rows.Fold(Rows.Of(e, Now, stream));
            if (rows.Board.Feed.Seats[reader] is var now && now != before)
                transcript.Append(CultureInfo.InvariantCulture, $"frame {now}\n");
            if (e is RoundOpened)
                rounds.Add(Round.Fold(null, stream, e, Now)!);
            else if (e is IRoundEvent && rounds.FindIndex(r => r.Id == stream) is var i)
                rounds[i] = Round.Fold(rounds[i], stream, e, Now)!;
            else if (stream == Couple.CaseId)
                gate = CaseGate.Fold(gate, e, Now)!;
            else
                Assignment = Assignment.Fold(Assignment, stream, e, Now)!;
        }
    }

    /// <summary>Every page of the reader, as it is now.</summary>
    private RoundsWorld Look()
    {
        foreach (var round in rounds)
        {
            var mine = ReadMyRounds.Of(reader, round, gate, Exercise, Now);
            if (!ReadMyRounds.IsRestedFrom(mine, Assignment, reader))
                transcript.Append(JsonSerializer.Serialize(mine, Store.Json)).Append('\n');
            transcript.Append(Screen.Of(new Reader.Partner(reader), new Told(gate, null, round), stored.Where(s => s.Stream == round.Id).Select(s => s.Event), Now).Text);
        }

        transcript.Append(JsonSerializer.Serialize(ReadMyRounds.WhenWanted(reader, Assignment, rounds, gate, Exercise, Now), Store.Json)).Append('\n');
        transcript.Append(JsonSerializer.Serialize(ReadMyRounds.Rest(reader, Assignment, gate, Exercise, Now), Store.Json)).Append('\n');
        return this;
    }
}
