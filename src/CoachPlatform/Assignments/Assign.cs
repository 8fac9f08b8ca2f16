using CoachPlatform.Answers;
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

namespace CoachPlatform.Assignments;

/// <summary>The coach gives an exercise to a couple. Both get it at the same moment; the assignment pins the version.</summary>
public static class Assign
{
    private const int LongestWord = 2000;

    /// <param name="Exercise">The slug.</param>
    /// <param name="DueOn">Today or later, where the couple lives; left out for no date.</param>
    /// <param name="Cadence">Only <c>once</c> until rounds open by the clock.</param>
    /// <param name="Word">A word to both, at most 2,000 characters.</param>
    public sealed record Request(string? Exercise, DateOnly? DueOn, Cadence? Cadence, int? Rounds, string? Word);

    public sealed record Reply(Guid AssignmentId, Guid RoundId, long Position);

    public sealed record Assigning(Guid AssignmentId, Guid RoundId, AssignmentMade Made, RoundOpened Opened);

    public static async Task<(ProblemDetails, Assigning?)> LoadAsync(
        Guid caseId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, KeyRing ring, Sealer sealer, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var assignmentId = Ids.New(http.Now());
        var exercise = shelf.Library.Newest(request.Exercise ?? "");
        var word = request.Word?.Trim() is { Length: > 0 } text ? text : null;
        if (Check(gate, exercise, request, word, http.Now()) is { } refusal)
            return (refusal.ToProblem(), null);

        Sealed? box = null;
        if (word is not null)
        {
            var key = (await new KeyRows(session, hold: true).AtAsync(session.TenantId, [KeyScopes.Practice(caseId)], ct)).Single();
            box = sealer.Seal(key, null, KeyScopes.Word(session.TenantId, caseId, assignmentId), word);
        }

        var made = new AssignmentMade(
            caseId, exercise!.VersionId, request.DueOn, Cadence.Once, gate.Zone,
            exercise.Topic == "none" ? null : exercise.Topic, exercise.Flags.Contains("screened"), Run: null, StartRule.Coach, Rounds: 1, box);
        var roundId = Ids.Round(session.TenantId, assignmentId, 1);
        var plan = PlanSteps.Of(exercise, assignmentId, 1, opener: null);
        await RoundKeys.ForNewRoundAsync(session, ring, caseId, roundId, plan, http.Now(), ct);
        var opened = new RoundOpened(caseId, assignmentId, 1, exercise.VersionId, plan, made.Topic, made.Screened, request.DueOn, null, null, null);
        return (WolverineContinue.NoProblems, new Assigning(assignmentId, roundId, made, opened));
    }

    [WolverinePost("/api/cases/{caseId}/assignments"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Give an exercise to a couple")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Assigning assigning, IDocumentSession session, HttpContext http)
    {
        session.Events.StartStream<Assignment>(
            assigning.AssignmentId, assigning.Made, new OccurrenceOpened(assigning.Made.CaseId, 1, assigning.RoundId, http.Now()));
        session.Events.StartStream<Round>(assigning.RoundId, assigning.Opened);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(assigning.AssignmentId, assigning.RoundId, Position.Of(http.Now()));
    }

    /// <summary>Whether this exercise may be given to this case now; null when it may.</summary>
    public static Refusal? Check(CaseGate gate, Exercise? exercise, Request request, string? word, DateTimeOffset now)
    {
        if (exercise is null)
            return Refusal.Field("unknown-exercise", "exercise", "There is no such exercise in the library.");
        if (exercise.Flags.Contains("screened") || exercise.Topic != "none")
            return Refusal.Field("not-yet", "exercise", "This exercise needs consents that cannot be given here yet.");
        if (gate.Standing is not (Standing.Forming or Standing.Active))
            return Refusal.Conflict("case-closed", "Nothing new can be given to this case.");
        if (request.Cadence is not (null or Cadence.Once) || request.Rounds is not (null or 1))
            return Refusal.Field("cadence-invalid", "cadence", "For now an exercise can be given once at a time.");
        if (request.DueOn < LocalDay.Of(now, gate.Zone))
            return Refusal.Field("due-in-past", "dueOn", "Choose today or a later day.");
        return word?.Length > LongestWord
            ? Refusal.Field("fields-invalid", "word", $"Keep it to {LongestWord:N0} characters. Yours has {word.Length:N0}.")
            : null;
    }
}
