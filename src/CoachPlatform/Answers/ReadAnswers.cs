using System.Text.Json;
using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Answers;

/// <summary>The JSON reads of rounds. Pages show the same views.</summary>
public static class ReadAnswers
{
    /// <param name="Answers">Joint steps carry their text in <c>Joint</c> instead.</param>
    public sealed record StepJson(string Step, int Turn, string Title, bool Open, bool MayAct, bool WaitsForDoing, bool Revealed, IReadOnlyList<AnswerJson> Answers, JointJson? Joint);

    /// <param name="State">One of <c>nothing, own, read, matches, waiting, notShared, sealed, passed, withdrawn, withheld, gone</c>.</param>
    /// <param name="Fields">Value by field key, in the form in which it was given; only what may be read.</param>
    public sealed record AnswerJson(Seat Author, bool Mine, Guid? Entry, AnswerStatus State, int? Version, Sharing? Sharing, IReadOnlyDictionary<string, JsonElement> Fields);

    public sealed record JointJson(int Version, Seat By, bool Mine, bool Confirmed, IReadOnlyDictionary<string, JsonElement> Fields);

    public sealed record CommentJson(Guid CommentId, string By, string Text, DateTimeOffset At);

    public sealed record RoundJson(
        Guid RoundId, Guid CaseId, Guid AssignmentId, string Exercise, string Title, DateOnly? DueOn, bool Open, string? Word,
        IReadOnlyList<StepJson> Steps, IReadOnlyList<CommentJson> Comments, long Position);

    public static void MapReadAnswers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/rounds/{roundId}/answers", (Guid roundId, HttpContext http, OpenRound rounds, CancellationToken ct) => ReadAsync(roundId, http, rounds, true, ct))
            .WithMetadata(new AccessAttribute(For.ReaderOfCase)).WithSummary("What the reader may read now; every opening goes into the ledger first").Produces<RoundJson>();
        app.MapGet("/api/my/rounds/{roundId}", (Guid roundId, HttpContext http, OpenRound rounds, CancellationToken ct) => ReadAsync(roundId, http, rounds, false, ct))
            .WithMetadata(new AccessAttribute(For.PartnerOfCase)).WithSummary("One round with my own words and what may be seen; no words of anybody else").Produces<RoundJson>();
    }

    private static async Task<IResult> ReadAsync(Guid roundId, HttpContext http, OpenRound rounds, bool withOthers, CancellationToken ct) =>
        await rounds.ForAsync(http.Member(), roundId, Routes.Api, withOthers, ct) is { } view ? Results.Ok(Json(view)) : Refusal.NotFound.ToResult();

    private static RoundJson Json(RoundView view) => new(
        view.RoundId, view.CaseId, view.AssignmentId, view.Exercise.Slug, view.Exercise.Title, view.DueOn, view.Open, view.Word,
        [.. view.Steps.Select(s => new StepJson(
            s.Ref.Key, s.Ref.Turn, s.Step.Title, !s.NotOpenYet && !s.Skipped, s.MayAct, s.WaitsForDoing, s.Revealed,
            [.. s.Answers.Select(a => new AnswerJson(a.Author, a.Mine, a.Entry, a.Status, a.Version, a.Sharing, Fields(a.Values)))],
            s.Joint is { } j ? new JointJson(j.Version, j.By, j.Mine, j.Confirmed, Fields(j.Values)) : null))],
        [.. view.Comments.Select(c => new CommentJson(c.Id, c.By, c.Text, c.At))],
        view.Position);

    private static Dictionary<string, JsonElement> Fields(IReadOnlyDictionary<string, Library.FieldValue> values) =>
        values.ToDictionary(v => v.Key, v => JsonElement.Parse(v.Value.ToJson()));
}
