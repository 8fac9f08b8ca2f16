using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Live;

/// <summary>
/// A round as the board's projection has folded it: always the state at the event being handled, never ahead of it as the inline state may be.
/// </summary>
/// <param name="Read">The answers that the coach has read, with their versions.</param>
public sealed record RoundFeed(Guid Id, Guid CaseId, Round Round, IReadOnlyList<AnswerRef> Read)
{
    public BoardRound Row(CaseGate gate, DateTimeOffset at)
    {
        var step = Round.Steps.FirstOrDefault(s => s.Status == StepStatus.Open && !s.Done && !s.Plan.Log)
            ?? Round.Steps.LastOrDefault(s => s.Status == StepStatus.Open)
            ?? Round.Steps[0];
        return new BoardRound(
            Id, Round.AssignmentId, Round.ExerciseVersionId, Round.Occurrence, Round.DueOn, Round.OpenedAt, step.Step,
            Seats.Both.ToDictionary(s => s, s => TickOf(step, s, gate, at)), MarkOf(gate), Unread(gate, at).Count, at, !Round.Open);
    }

    /// <summary>What the coach may read now and has not read yet.</summary>
    public IReadOnlyList<AnswerRef> Unread(CaseGate gate, DateTimeOffset at) => [.. Readable(gate, at).Except(Read)];

    private IEnumerable<AnswerRef> Readable(CaseGate gate, DateTimeOffset at) =>
        RoundSight.Of(new Reader.Coach(gate.Coach), Round, gate, at).Steps
            .Where(s => s.Mode != Mode.Joint)
            .SelectMany(s => s.Answers.Where(a => a.Sight is Sight.Read).Select(a => new AnswerRef(Id, s.Step, a.Author, a.State!.Version, a.Entry)));

    private Tick TickOf(StepState step, Seat seat, CaseGate gate, DateTimeOffset at)
    {
        if (gate.Seats[seat].Status is SeatStatus.Empty or SeatStatus.Invited || step.Status == StepStatus.NotOpen || !step.Who.Contains(seat))
            return Tick.NotStarted;
        if (step.Plan.Mode == Mode.Joint)
            return step.Joint is not { } joint ? Tick.Waiting : joint.Confirmed ? Tick.Open : joint.By == seat ? Tick.Answered : Tick.Waiting;
        return WhatMaySee.Of(new Reader.Coach(gate.Coach), new AnswerOf(step.Step, seat), Round, gate, at) switch
        {
            Sight.Read => Tick.Open,
            Sight.Tick { Given: Given.Nothing } => Tick.Waiting,
            // What a matched answer was, no mark tells.
            Sight.Tick { Given: Given.Answered } when step.Reveal is null || step.Plan.Mode == Mode.Matched => Tick.Answered,
            Sight.Tick => Tick.NotShared,
            Sight.Nothing => Tick.NotStarted,
            _ => Tick.Waiting,
        };
    }

    private RoundMark MarkOf(CaseGate gate)
    {
        if (!gate.IsOpen(Round.Topic))
            return RoundMark.Closed;
        if (Round.ClosedBecause is not null && !Round.Steps.Any(s => s.Done && s.Status != StepStatus.Skipped))
            return RoundMark.Closed;
        var last = Round.Steps.LastOrDefault(s => s.Done && s.Status != StepStatus.Skipped);
        if (last is null || Round.Steps.Any(s => s.Status == StepStatus.Open && !s.Done && !s.Plan.Log))
            return RoundMark.Running;
        return last.Plan.Mode switch
        {
            Mode.Joint => RoundMark.Agreed,
            Mode.Individual or Mode.Matched => RoundMark.Done,
            _ => last.Shown ? RoundMark.OpenedTogether : RoundMark.OneNotShared,
        };
    }
}
