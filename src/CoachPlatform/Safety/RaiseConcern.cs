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

/// <summary>One partner tells the coach alone that something is not right. At any time, whatever else stands in this case.</summary>
public static class RaiseConcern
{
    /// <param name="Words">At most 5,000 characters; left out by somebody who only wants to be spoken to.</param>
    public sealed record Request(string? Words);

    /// <summary>Names no concern: nothing on this device is to say afterwards that there is one.</summary>
    public sealed record Reply(long Position);

    public sealed record Raising(SafetyDesk Desk, Decision Decision);

    public static async Task<(ProblemDetails, Raising?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, Sealer sealer, CancellationToken ct)
    {
        var seat = http.Member().Seat!.Value;
        var words = request.Words?.Trim() ?? "";
        if (words.Length > SafetyCheck.LongestText)
            return (SafetyRefusals.TooLong("words", words.Length).ToProblem(), null);
        if (await SafetyDesk.OpenAsync(session, http.Member(), ct) is not { } desk)
            return (Refusal.NotFound.ToProblem(), null);
        if (await desk.KeyOfAsync(session, seat, ct) is not { } key)
            return (Refusals.CoupleEnded.ToProblem(), null);
        var holdId = Ids.New(http.Now());
        var detail = sealer.Seal(key, null, KeyScopes.Safety(session.TenantId, caseId, seat, holdId, "detail"), words);
        return (WolverineContinue.NoProblems, new Raising(desk, Decide(desk.Gate, seat, holdId, detail)));
    }

    [WolverinePost("/api/my/cases/{caseId}/concerns"), Access(For.PartnerOfCase), Once]
    [EndpointSummary("Tell the coach alone that something is not right")]
    public static async Task<Reply> Post(Request request, Raising raising, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        raising.Desk.Append(session, http.Member().Seat!.Value, raising.Decision.Events);
        await raising.Desk.AskForALookAsync(session, http.Now(), ct);
        return new Reply(Position.Of(http.Now()));
    }

    /// <summary>The concern, and in the same commit the hold that it places. Several concerns place several holds.</summary>
    public static Decision Decide(CaseGate gate, Seat seat, Guid holdId, Sealed detail) =>
        Decision.Of(new ConcernRaised(gate.Id, seat, holdId, detail), new HoldPlaced(gate.Id, holdId));
}
