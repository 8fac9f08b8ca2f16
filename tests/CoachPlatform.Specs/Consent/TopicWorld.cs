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
using CoachPlatform.Specs.Live;

namespace CoachPlatform.Specs.Consent;

/// <summary>
/// A case with exercises on one topic, played by the real decisions on a clock of its own: one that comes every week, one for when either wants it,
/// one that both must ask for. It keeps everything that the account of one partner receives.
/// </summary>
internal sealed class TopicWorld
{
    public const string Topic = "intimacy";

    private const string Tenant = "practice";

    private static readonly Exercise Exercise = Play.Exercise("something-i-understood");

    private readonly Seat reader;
    private readonly Rows rows = new();
    private readonly StringBuilder transcript = new();
    private readonly List<(Guid Stream, object Event)> stored = [];
    private readonly Dictionary<Guid, Assignment> assignments = [];
    private readonly Dictionary<Guid, Round> rounds = [];
    private CaseGate gate = null!;

    public TopicWorld(Seat reader)
    {
        this.reader = reader;
        Keep(Couple.CaseId, [.. Couple.Together]);
        Made(Weekly, Cadence.Weekly, StartRule.Clock);
        Made(Wanted, Cadence.OnDemand, StartRule.Either);
        Made(BothAsk, Cadence.OnDemand, StartRule.Both);
    }

    public static Guid Weekly { get; } = new("00000000-0000-7000-8000-0000000000e1");

    public static Guid Wanted { get; } = new("00000000-0000-7000-8000-0000000000e2");

    public static Guid BothAsk { get; } = new("00000000-0000-7000-8000-0000000000e3");

    public DateTimeOffset Now { get; private set; } = Couple.Now;

    public string Transcript => transcript.ToString();

    public int Rounds => rounds.Count;

    public IEnumerable<Round> All => rounds.Values;

    public bool IsOpen => gate.IsOpen(Topic);

    /// <summary>Time goes by, and the calendar looks once it has.</summary>
    public TopicWorld Wait(double hours = 0.01)
    {
        Now = Now.AddHours(hours);
        foreach (var assignment in assignments.Values.ToList())
            if (OpenOccurrence.Decide(Tenant, assignment, gate, Now) is { } opening)
            {
                Keep(assignment.Id, [.. opening.Events]);
                Open(assignment, opening.N, opening.ClosesAt, null);
            }

        Look();
        return this;
    }

    public TopicWorld Decide(Seat seat, DecideTopic.Choice choice) => By(seat, Couple.CaseId, DecideTopic.Decide(gate, seat, Topic, choice, null, Now));

    public TopicWorld CoachAsks() => By(null, Couple.CaseId, AskTopics.Decide(gate, [Topic]));

    public TopicWorld CoachCloses() => By(null, Couple.CaseId, CloseTopic.Decide(gate, Topic));

    public TopicWorld Starts(Seat seat, Guid assignmentId)
    {
        var assignment = assignments[assignmentId];
        var running = rounds.Values.LastOrDefault(r => r.AssignmentId == assignmentId && r.Open)?.Id;
        var decision = StartRound.Decide(Tenant, assignment, gate, seat, running, Now);
        By(seat, assignmentId, decision);
        if (decision.Events is [OccurrenceOpened opened])
            Open(assignment, opened.N, null, seat);
        Look();
        return this;
    }

    /// <summary>Answers the first step of the newest round that is open to the one who answers; nothing when there is none.</summary>
    public TopicWorld Answers(Seat seat)
    {
        if (rounds.Values.LastOrDefault(r => RoundSight.Of(new Reader.Partner(seat), r, gate, Now).Steps.Any(s => s.MayAct)) is not { } round)
            return this;
        var command = new AnswerRound.Command(seat, new StepRef("say"), null, null, Play.Boxes($"{seat} {round.Occurrence}"), Play.Shared);
        return By(seat, round.Id, AnswerRound.Decide(round, gate, command, Now));
    }

    private TopicWorld By(Seat? seat, Guid stream, Decision decision)
    {
        var before = rows.Board.Feed.Seats[reader];
        Keep(stream, decision.Events);
        if (decision.Events.OfType<TopicClosed>().Any())
            foreach (var round in rounds.Values.Where(r => r.ClosedBecause is null).OrderBy(r => r.Id).ToList())
                Keep(round.Id, [new RoundClosed(Couple.CaseId, Because.TopicClosed)]);
        if (seat == reader)
            transcript.Append(decision.Refusal is { } no ? $"{no.Status} {no.Slug} {no.Detail}\n" : $"done {decision.Events.Count(e => e is not (TopicOpened or TopicClosed))}\n");
        if (rows.Board.Feed.Seats[reader] is var now && now != before)
            transcript.Append(CultureInfo.InvariantCulture, $"frame {now}\n");
        Look();
        return this;
    }

    private void Made(Guid id, Cadence cadence, StartRule start) =>
        Keep(id, [new AssignmentMade(Couple.CaseId, Exercise.VersionId, null, cadence, Couple.Zone, Topic, false, null, start, null, null)]);

    private void Open(Assignment assignment, int n, DateTimeOffset? closesAt, Seat? opener)
    {
        var before = rows.Board.Feed.Seats[reader];
        foreach (var open in rounds.Values.Where(r => r.AssignmentId == assignment.Id && r.ClosedBecause is null).ToList())
            Keep(open.Id, [new RoundClosed(Couple.CaseId, Because.Lapsed)]);
        var plan = PlanSteps.Of(Exercise, assignment.Id, n, opener);
        Keep(Ids.Round(Tenant, assignment.Id, n), [new RoundOpened(Couple.CaseId, assignment.Id, n, Exercise.VersionId, plan, Topic, false, null, closesAt, opener, null)]);
        if (rows.Board.Feed.Seats[reader] is var now && now != before)
            transcript.Append(CultureInfo.InvariantCulture, $"frame {now}\n");
    }

    private void Keep(Guid stream, IReadOnlyList<object> events)
    {
        foreach (var e in events)
        {
            stored.Add((stream, e));
            rows.Fold(Rows.Of(e, Now, stream));
            switch (e)
            {
                case IRoundEvent:
                    rounds[stream] = Round.Fold(rounds.GetValueOrDefault(stream), stream, e, Now)!;
                    break;
                case AssignmentMade or OccurrenceOpened or OccurrencesMissed or OpeningAsked:
                    assignments[stream] = Assignment.Fold(assignments.GetValueOrDefault(stream), stream, e, Now)!;
                    break;
                default:
                    gate = CaseGate.Fold(gate, e, Now)!;
                    break;
            }
        }
    }

    /// <summary>Every page of the reader, as it is now.</summary>
    private void Look()
    {
        transcript.Append(JsonSerializer.Serialize(MyTopic.Of(gate, reader), Store.Json)).Append('\n');
        foreach (var round in rounds.Values)
        {
            transcript.Append(JsonSerializer.Serialize(MyRounds(round), Store.Json)).Append('\n');
            transcript.Append(Screen.Of(new Reader.Partner(reader), new Told(gate, null, round), Of(round), Now).Text);
        }

        foreach (var assignment in assignments.Values)
            transcript.Append(JsonSerializer.Serialize(ReadMyRounds.WhenWanted(reader, assignment, rounds.Values, gate, Exercise, Now), Store.Json)).Append('\n');
    }

    private IEnumerable<object> Of(Round round) => stored.Where(s => s.Stream == round.Id).Select(s => s.Event);

    private MyRound MyRounds(Round round) => ReadMyRounds.Of(reader, round, gate, Exercise, Now);
}
