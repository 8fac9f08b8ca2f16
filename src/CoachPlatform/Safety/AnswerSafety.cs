using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>One partner answers the safety questions, alone. Whoever says that they are not safe raises a concern with it.</summary>
public static class AnswerSafety
{
    /// <param name="Check">The version of the questions that were shown.</param>
    /// <param name="Answers">By question; one that is left out is passed.</param>
    public sealed record Request(int? Check, IReadOnlyDictionary<string, string>? Answers);

    /// <summary>The same whatever was answered.</summary>
    public sealed record Reply(long Position);

    /// <param name="HoldId">Of the concern, should these answers raise one.</param>
    public sealed record Command(int? Check, Guid AnswerId, Guid HoldId, bool Unsafe, IReadOnlyDictionary<string, Sealed> Fields);

    public sealed record Answering(SafetyDesk Desk, Decision Decision);

    public static async Task<(ProblemDetails, Answering?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, Sealer sealer, CancellationToken ct)
    {
        var seat = http.Member().Seat!.Value;
        var answers = request.Answers ?? new Dictionary<string, string>();
        if (SafetyCheck.Check(answers) is { } invalid)
            return (invalid.ToProblem(), null);
        if (await SafetyDesk.OpenAsync(session, http.Member(), ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        var command = new Command(request.Check, Ids.New(http.Now()), Ids.New(http.Now()), SafetyCheck.SaysUnsafe(answers), new Dictionary<string, Sealed>());
        if (Decide(desk.Gate, desk.Seats[seat], command).Refusal is { } refusal)
            return (refusal.ToProblem(), null);
        if (await desk.KeyOfAsync(session, seat, ct) is not { } key)
            return (Refusals.CoupleEnded.ToProblem(), null);
        // Every question gets its box, so that what is stored does not say in the clear which were passed.
        var fields = SafetyCheck.Of(SafetyCheck.Version).ToDictionary(
            q => q.Key, q => sealer.Seal(key, null, KeyScopes.Safety(session.TenantId, caseId, seat, command.AnswerId, q.Key), answers.GetValueOrDefault(q.Key)?.Trim() ?? ""));
        return (WolverineContinue.NoProblems, new Answering(desk, Decide(desk.Gate, desk.Seats[seat], command with { Fields = fields })));
    }

    [WolverinePost("/api/my/cases/{caseId}/safety"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Answer the safety questions, alone")]
    public static async Task<Reply> Post(Request request, Answering answering, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var (desk, decision) = answering;
        desk.Append(session, http.Member().Seat!.Value, decision.Events);
        if (decision.Events.OfType<HoldPlaced>().Any())
            await desk.AskForALookAsync(session, http.Now(), ct);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>Given somebody who is asked: their answers, and in the same commit the concern that they raise.</summary>
    public static Decision Decide(CaseGate gate, SeatSafety mine, Command command)
    {
        if (!mine.Waits)
            return SafetyRefusals.NothingToAnswer;
        if (command.Check != mine.CheckVersion)
            return SafetyRefusals.CheckMoved;
        var answered = new SafetyAnswered(gate.Id, mine.Seat, command.AnswerId, mine.CheckVersion, command.Fields);
        return command.Unsafe
            ? Decision.Of(answered, new ConcernRaised(gate.Id, mine.Seat, command.HoldId, Detail: null, command.AnswerId), new HoldPlaced(gate.Id, command.HoldId))
            : Decision.Of(answered);
    }
}
