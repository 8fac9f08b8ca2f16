using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Safety;

/// <summary>A coach's change of one concern on its way to the commit.</summary>
public sealed record ConcernChange(SafetyDesk Desk, Seat Seat, Decision Decision)
{
    /// <param name="decide">Given the seat's state and the concern.</param>
    public static async Task<(ProblemDetails, ConcernChange?)> OfAsync(
        IDocumentSession session, HttpContext http, Guid holdId, Func<SeatSafety, Concern, Task<Decision>> decide, CancellationToken ct)
    {
        if (await SafetyDesk.OpenAsync(session, http.Member(), ct) is not { } desk || desk.Find(holdId) is not var (of, concern))
            return (Refusal.NotFound.ToProblem(), null);
        var decision = await decide(of, concern);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (WolverineContinue.NoProblems, new ConcernChange(desk, of.Seat, decision));
    }

    /// <summary>As <see cref="OfAsync(IDocumentSession, HttpContext, Guid, Func{SeatSafety, Concern, Task{Decision}}, CancellationToken)"/>, with a text of the coach sealed under the practice's key.</summary>
    public static async Task<(ProblemDetails, ConcernChange?)> WithNoteAsync(
        IDocumentSession session, HttpContext http, Guid holdId, string? note, Sealer sealer, Func<SeatSafety, Concern, Guid, Sealed, Decision> decide, CancellationToken ct)
    {
        var text = note?.Trim() ?? "";
        if (text.Length == 0)
            return (Refusal.Field("fields-invalid", "note", "Write a few words first.").ToProblem(), null);
        if (text.Length > SafetyCheck.LongestText)
            return (SafetyRefusals.TooLong("note", text.Length).ToProblem(), null);
        var noteId = Ids.New(http.Now());
        return await OfAsync(session, http, holdId, Decide, ct);

        async Task<Decision> Decide(SeatSafety of, Concern concern)
        {
            var key = (await new KeyRows(session, hold: true).AtAsync(session.TenantId, [KeyScopes.Practice(of.CaseId)], ct)).SingleOrDefault();
            // Where the practice keeps nothing of the case any more, there is nothing to write to either.
            if (key is null)
                return Refusal.NotFound;
            return decide(of, concern, noteId, sealer.Seal(key, null, KeyScopes.ConcernNote(session.TenantId, of.CaseId, concern.HoldId, noteId), text));
        }
    }

    public void Commit(IDocumentSession session) => Desk.Append(session, Seat, Decision.Events);
}
