using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Vault;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Answers;

/// <summary>The coach writes a word on a round, to one partner or to both. One box for each addressed seat, under that seat's own key.</summary>
public static class Comment
{
    private const int Longest = 4000;

    /// <param name="To">The addressed seats; both when left out.</param>
    public sealed record Request(string? Text, IReadOnlyList<Seat>? To, string? Step, int? Turn);

    public sealed record Reply(Guid CommentId, long Position);

    public sealed record Decided(Guid RoundId, CommentMade Made);

    public static async Task<(ProblemDetails, Decided?)> LoadAsync(
        Guid roundId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, Sealer sealer, CancellationToken ct)
    {
        if (await Desk.OpenAsync(session, http.Member(), roundId, shelf, ct) is not { } desk)
            return No(Refusal.NotFound);
        var text = request.Text?.Trim() ?? "";
        if (text.Length is 0 or > Longest)
            return No(Refusal.Field("fields-invalid", "text", text.Length == 0 ? "Write something first." : $"Keep it to {Longest:N0} characters. Yours has {text.Length:N0}."));
        var to = (request.To is { Count: > 0 } named ? named.Distinct() : Seats.Both).Where(desk.Gate.Joined).ToList();
        if (to.Count == 0)
            return No(Refusal.Conflict("nobody-to-read", "Nobody has joined who could read this yet."));
        StepRef? step = request.Step is null ? null : new StepRef(request.Step, request.Turn ?? 1);
        if (step is not null && desk.Round.Find(step) is null)
            return No(Refusal.Field("unknown-step", "step", "This exercise has no such step."));
        var keys = await new KeyRows(session, hold: true).AtAsync(desk.Tenant, [.. to.Select(s => KeyScopes.Seat(desk.Round.CaseId, s))], ct);
        var id = Ids.New(http.Now());
        var boxes = to
            .Select(seat => (seat, key: keys.SingleOrDefault(k => k.Scope == KeyScopes.Seat(desk.Round.CaseId, seat))))
            .Where(p => p.key is not null)
            .ToDictionary(p => p.seat, p => sealer.Seal(p.key!, null, KeyScopes.Comment(desk.Tenant, desk.Round.CaseId, p.seat, roundId, id), text));
        return boxes.Count == 0
            ? No(Refusal.Conflict("nobody-to-read", "Nobody is left here who could read this."))
            : (WolverineContinue.NoProblems, new Decided(roundId, new CommentMade(desk.Round.CaseId, id, http.Member().StaffId!.Value, step, boxes)));
    }

    [WolverinePost("/api/rounds/{roundId}/comments"), Access(For.CoachOfCase), Once]
    [EndpointSummary("A word from the coach to one or both")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Decided decided, IDocumentSession session, HttpContext http)
    {
        session.Events.Append(decided.RoundId, decided.Made);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(decided.Made.CommentId, Position.Of(http.Now()));
    }

    private static (ProblemDetails, Decided?) No(Refusal refusal) => (refusal.ToProblem(), null);
}
