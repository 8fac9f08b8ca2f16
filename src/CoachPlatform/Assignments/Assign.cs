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

    public sealed record Assigning(Guid AssignmentId, Guid RoundId, AssignmentMade Made, OccurrenceOpened? First, RoundOpened? Opened, bool Dormant = false);

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

        var cadence = CadenceOf(exercise!, request);
        var made = new AssignmentMade(
            caseId, exercise!.VersionId, request.DueOn, cadence, gate.Zone,
            exercise.Topic == "none" ? null : exercise.Topic, exercise.Flags.Contains("screened"), Run: null, StartRuleOf(exercise, cadence),
            cadence == Cadence.Once ? 1 : request.Rounds, box, exercise.Many && cadence == Cadence.OnDemand ? true : null);
        var roundId = Ids.Round(session.TenantId, assignmentId, 1);
        var dormant = !gate.Offers(made.Topic, http.Now());
        if (cadence == Cadence.OnDemand || dormant)
            return (WolverineContinue.NoProblems, new Assigning(assignmentId, roundId, made, null, null, dormant));
        var plan = PlanSteps.Of(exercise, assignmentId, 1, opener: null);
        await RoundKeys.ForNewRoundAsync(session, ring, caseId, roundId, plan, http.Now(), ct);
        DateTimeOffset? next = cadence.Repeats() && request.Rounds is not 1 ? OccurrenceCalendar.OpensAt(http.Now(), gate.Zone, cadence, 2) : null;
        var opened = new RoundOpened(caseId, assignmentId, 1, exercise.VersionId, plan, made.Topic, made.Screened, request.DueOn, next, null, null);
        return (WolverineContinue.NoProblems, new Assigning(assignmentId, roundId, made, new OccurrenceOpened(caseId, 1, roundId, http.Now(), next), opened));
    }

    [WolverinePost("/api/cases/{caseId}/assignments"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Give an exercise to a couple")]
    [ProducesResponseType<Reply>(201)]
    public static Reply Post(Request request, Assigning assigning, IDocumentSession session, HttpContext http)
    {
        session.Events.StartStream<Assignment>(assigning.AssignmentId, assigning.First is { } first ? [assigning.Made, first] : [assigning.Made]);
        if (assigning.Opened is { } opened)
            session.Events.StartStream<Round>(assigning.RoundId, opened);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return new Reply(assigning.AssignmentId, assigning.RoundId, assigning.Dormant, Position.Of(http.Now()));
    }

    /// <summary>Whether this exercise may be given to this case now; null when it may.</summary>
    public static Refusal? Check(CaseGate gate, Exercise? exercise, Request request, string? word, DateTimeOffset now)
    {
        if (exercise is null)
            return Refusal.Field("unknown-exercise", "exercise", "There is no such exercise in the library.");
        if (exercise.Flags.Contains("screened"))
            return Refusal.Field("not-yet", "exercise", "This exercise is given only after safety questions, asked of each of them alone. Those cannot be asked here yet.");
        if (gate.Standing is not (Standing.Forming or Standing.Active))
            return Refusal.Conflict("case-closed", "Nothing new can be given to this case.");
        if (RefuseCadence(exercise, request) is { } cadence)
            return cadence;
        if (request.DueOn < LocalDay.Of(now, gate.Zone))
            return Refusal.Field("due-in-past", "dueOn", "Choose today or a later day.");
        return word?.Length > LongestWord
            ? Refusal.Field("fields-invalid", "word", $"Keep it to {LongestWord:N0} characters. Yours has {word.Length:N0}.")
            : null;
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

    private static Cadence CadenceOf(Exercise exercise, Request request) => request.Cadence ?? (exercise.Start == StartedBy.Both ? Cadence.OnDemand : Cadence.Once);

    private static StartRule StartRuleOf(Exercise exercise, Cadence cadence) => cadence switch
    {
        Cadence.OnDemand => exercise.Start switch
        {
            StartedBy.Both => StartRule.Both,
            StartedBy.Coach => StartRule.Coach,
            // A lone wish for it would be a signal, so each asks by themselves and it starts with the second.
            _ => exercise.Topic == "intimacy" ? StartRule.Both : StartRule.Either,
        },
        Cadence.Once => StartRule.Coach,
        _ => StartRule.Clock,
    };
}
