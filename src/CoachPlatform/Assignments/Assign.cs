using CoachPlatform.Cases;
using CoachPlatform.Library;
using CoachPlatform.Live;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using CoachPlatform.Safety;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach gives an exercise to a couple. Both get it at the same moment; the assignment pins the version.</summary>
public static class Assign
{
    private const int LongestWord = 2000;
    private const int MostRounds = 400;

    /// <param name="Exercise">The slug.</param>
    /// <param name="DueOn">Today or later, where the couple lives; left out for no date.</param>
    /// <param name="Cadence">How often it comes round; once when left out. With <c>onDemand</c> nothing opens until somebody starts it.</param>
    /// <param name="Rounds">How many rounds in all, 1 to 400; left out for no end.</param>
    /// <param name="Word">A word to both, at most 2,000 characters.</param>
    public sealed record Request(string? Exercise, DateOnly? DueOn, Cadence? Cadence, int? Rounds, string? Word);

    /// <param name="RoundId">The first round; computed, and not there yet, where nothing has opened.</param>
    /// <param name="Dormant">Its topic is not open: the couple sees nothing of it until the morning after both have said yes.</param>
    public sealed record Reply(Guid AssignmentId, Guid RoundId, bool Dormant, long Position);

    public sealed record Assigning(CaseGate Gate, MakeAssignment.Terms Terms);

    public static async Task<(ProblemDetails, Assigning?)> LoadAsync(Guid caseId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        if ((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, ct)).Aggregate is not { } gate)
            return (Refusal.NotFound.ToProblem(), null);
        var library = await shelf.ForAsync(session, ct);
        var exercise = library.Newest(request.Exercise ?? "");
        var word = request.Word?.Trim() is { Length: > 0 } text ? text : null;
        if (Check(gate, exercise, library.IsRetired(request.Exercise ?? ""), request, word, await Screening.DoneAsync(session, caseId, ct), http.Now()) is { } refusal)
            return (refusal.ToProblem(), null);
        return (WolverineContinue.NoProblems, new Assigning(gate, new MakeAssignment.Terms(exercise!, request.DueOn, CadenceOf(exercise!, request), request.Rounds, word)));
    }

    [WolverinePost("/api/cases/{caseId}/assignments"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Give an exercise to a couple")]
    [ProducesResponseType<Reply>(201)]
    public static async Task<Reply> Post(Request request, Assigning assigning, MakeAssignment making, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        var made = await making.InAsync(session, assigning.Gate, Ids.New(http.Now()), assigning.Terms, http.Now(), ct);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(made.AssignmentId, made.RoundId, made.Dormant, Position.Of(http.Now()));
    }

    /// <summary>Whether this exercise may be given to this case now; null when it may.</summary>
    /// <param name="screened">Both have answered the safety questions they were asked last.</param>
    public static Refusal? Check(CaseGate gate, Exercise? exercise, bool retired, Request request, string? word, bool screened, DateTimeOffset now) =>
        CheckTerms(exercise, retired, request, word) ?? CheckCase(gate, exercise!, request.DueOn, screened, now);

    /// <summary>Whether this can be given to anybody; null when it can.</summary>
    public static Refusal? CheckTerms(Exercise? exercise, bool retired, Request request, string? word)
    {
        if (exercise is null)
            return Refusal.Field("unknown-exercise", "exercise", "There is no such exercise in the library.");
        if (retired)
            return Refusal.Field("exercise-retired", "exercise", "You retired this exercise. Restore it in the library to give it again.");
        if (RefuseCadence(exercise, request) is { } cadence)
            return cadence;
        return word?.Length > LongestWord
            ? Refusal.Field("fields-invalid", "word", $"Keep it to {LongestWord:N0} characters. Yours has {word.Length:N0}.")
            : null;
    }

    /// <summary>Whether this exercise, due then, can be given to this case now; null when it can.</summary>
    /// <param name="screened">Both have answered the safety questions they were asked last.</param>
    public static Refusal? CheckCase(CaseGate gate, Exercise exercise, DateOnly? dueOn, bool screened, DateTimeOffset now)
    {
        if (gate.Standing is Standing.Paused)
            return Refusal.Conflict("case-paused", "You have paused this case. Let it go on, then give it.");
        if (gate.Standing is not (Standing.Forming or Standing.Active))
            return Refusal.Conflict("case-closed", "Nothing new can be given to this case.");
        return dueOn < LocalDay.Of(now, gate.Zone) ? Refusal.Field("due-in-past", "dueOn", "Choose today or a later day.") : Screening.Check(gate, exercise, screened);
    }

    private static Refusal? RefuseCadence(Exercise exercise, Request request)
    {
        var cadence = CadenceOf(exercise, request);
        if (exercise.Start == StartedBy.Both && cadence != Cadence.OnDemand)
            return Refusal.Field("cadence-invalid", "cadence", "This one starts when both have asked for it, so it cannot come by itself.");
        if (request.Rounds is < 1 or > MostRounds)
            return Refusal.Field("cadence-invalid", "rounds", $"Choose between 1 and {MostRounds} rounds, or leave it open.");
        if (request.Rounds > 1 && !cadence.Repeats())
            return Refusal.Field("cadence-invalid", "rounds", "Choose how often it should come round first.");
        // The next round takes the place of the one before, so a round must have the days that its steps need.
        return ChainRules.LongestDays(exercise) > ChainRules.Period(cadence)
            ? Refusal.Field("cadence-invalid", "cadence", "One round of this exercise takes longer than that. Choose a longer interval.")
            : null;
    }

    internal static Cadence CadenceOf(Exercise exercise, Request request) => request.Cadence ?? (exercise.Start == StartedBy.Both ? Cadence.OnDemand : Cadence.Once);
}
