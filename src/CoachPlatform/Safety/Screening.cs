using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using Marten;

namespace CoachPlatform.Safety;

/// <summary>Whether an exercise that asks for safety questions may be given to a case. Worded for the coach, who alone is told.</summary>
public static class Screening
{
    public const string Flag = "screened";

    /// <summary>Given whether both have answered what was asked last: null when the exercise may be given.</summary>
    public static Refusal? Check(CaseGate gate, Exercise exercise, bool bothAnswered) =>
        !exercise.Flags.Contains(Flag) ? null
        : gate.Freezes(screened: true) ? SafetyRefusals.Held
        : bothAnswered ? null
        : SafetyRefusals.NotAsked;

    /// <summary>Whether both have answered what they were asked last, or passed it.</summary>
    public static async Task<bool> DoneAsync(IQuerySession session, Guid caseId, CancellationToken ct) =>
        (await session.LoadManyAsync<SeatSafety>(ct, [.. Seats.Both.Select(s => SeatSafety.StreamOf(session.TenantId, caseId, s))])) is var both
        && both.Count == Seats.Both.Count && both.All(s => s.Answered);
}
