using System.Text.Json.Serialization;
using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach gives an exercise to several couples at once. Each is answered for by itself.</summary>
public static class AssignToSeveral
{
    public const int MostCases = 50;

    /// <param name="Exercise">The slug.</param>
    /// <param name="Cases">1 to 50; one that is named twice counts once.</param>
    /// <param name="DueOn">Today or later, where each couple lives; left out for no date.</param>
    /// <param name="Cadence">How often it comes round; once when left out.</param>
    /// <param name="Rounds">How many rounds in all, 1 to 400; left out for no end.</param>
    /// <param name="Word">A word to both, at most 2,000 characters; the same for all.</param>
    public sealed record Request(string? Exercise, IReadOnlyList<Guid>? Cases, DateOnly? DueOn, Cadence? Cadence, int? Rounds, string? Word);

    /// <summary>In ascending order of the cases.</summary>
    public sealed record Reply(IReadOnlyList<Result> Results);

    /// <param name="AssignmentId">With the next two, where it was made.</param>
    /// <param name="RoundId">The first round; computed, and not there yet, where nothing has opened.</param>
    /// <param name="Dormant">Its topic is not open: the couple sees nothing of it until the morning after both have said yes.</param>
    /// <param name="Problem">Why it was not made for this couple.</param>
    public sealed record Result(
        Guid CaseId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AssignmentId = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RoundId = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dormant = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WhyNot? Problem = null);

    public sealed record WhyNot(string Type, string Detail);

    public static async Task<(ProblemDetails, MakeAssignment.Terms?)> LoadAsync(Request request, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        if (CheckCases(request.Cases) is { } cases)
            return (cases.ToProblem(), null);
        var library = await shelf.ForAsync(session, ct);
        var exercise = library.Newest(request.Exercise ?? "");
        var word = request.Word?.Trim() is { Length: > 0 } text ? text : null;
        var one = new Assign.Request(request.Exercise, request.DueOn, request.Cadence, request.Rounds, request.Word);
        return Assign.CheckTerms(exercise, library.IsRetired(request.Exercise ?? ""), one, word) is { } refusal
            ? (refusal.ToProblem(), null)
            : (WolverineContinue.NoProblems, new MakeAssignment.Terms(exercise!, request.DueOn, Assign.CadenceOf(exercise!, one), request.Rounds, word));
    }

    /// <param name="session">Holds the claim on the key. What is made for each couple commits before it, by itself.</param>
    [WolverinePost("/api/assignments"), Access(For.Coach), Once]
    [EndpointSummary("Give an exercise to several couples")]
    [ProducesResponseType<Reply>(200)]
    public static async Task<Reply> Post(Request request, MakeAssignment.Terms terms, AssignEach each, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var results = new List<Result>();
        foreach (var caseId in request.Cases!.Distinct().Order())
            results.Add(Told(await each.OneAsync(http.Member(), key, caseId, terms, http.Now(), ct)));
        return new Reply(results);
    }

    private static Result Told(AssignEach.Outcome outcome) => outcome.Made is { } made
        ? new Result(outcome.CaseId, made.AssignmentId, made.RoundId, made.Dormant)
        : new Result(outcome.CaseId, Problem: new WhyNot($"/problems/{outcome.Problem!.Slug}", outcome.Problem.Detail));

    private static Refusal? CheckCases(IReadOnlyList<Guid>? cases) => cases switch
    {
        not { Count: > 0 } => Refusal.Field("fields-invalid", "cases", "Choose at least one couple."),
        { Count: > MostCases } => Refusal.Field("fields-invalid", "cases", $"Choose at most {MostCases} couples at a time."),
        _ => null,
    };
}
