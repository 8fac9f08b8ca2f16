using CoachPlatform.Library;
using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Assignments;

/// <summary>The coach changes how often an exercise comes round. A round that is open keeps the end it was opened with; later ones follow the new cadence.</summary>
public static class ChangeCadence
{
    /// <param name="Cadence">One that repeats.</param>
    public sealed record Request(Cadence? Cadence);

    public static Task<(ProblemDetails, AssignmentChange?)> LoadAsync(
        Guid assignmentId, Request request, HttpContext http, IDocumentSession session, LibraryShelf shelf, CancellationToken ct) =>
        AssignmentChange.OfAsync(
            session, http, assignmentId,
            async (assignment, _) => await shelf.VersionAsync(session, assignment.ExerciseVersionId, ct) is { } exercise ? Decide(assignment, exercise, request.Cadence, http.Now()) : Refusal.NotFound, ct);

    [WolverinePost("/api/assignments/{assignmentId}/cadence"), Access(For.CoachOfCase), Once]
    [EndpointSummary("Change how often an exercise comes round")]
    public static AssignmentReply Post(Request request, AssignmentChange change, IDocumentSession session, HttpContext http) => change.Commit(session, http);

    /// <summary>Given an exercise that comes round by itself: it does so in another cadence, from its next occurrence on. Nothing when it has that cadence.</summary>
    public static Decision Decide(Assignment assignment, Exercise exercise, Cadence? wanted, DateTimeOffset now)
    {
        if (assignment.WithdrawnAt is not null)
            return AssignmentDesk.Withdrawn;
        if (assignment.FinishedAt is not null)
            return AssignmentDesk.Finished;
        if (wanted is not { } cadence || !cadence.Repeats() || !assignment.Cadence.Repeats())
            return Refusal.Field("cadence-invalid", "cadence", "Only an exercise that comes round by itself can do so more or less often. Give it anew instead.");
        if (!PossibleFor(exercise).Contains(cadence))
            return Refusal.Field("cadence-invalid", "cadence", "One round of this exercise takes longer than that. Choose a longer interval.");
        return assignment.Cadence == cadence ? Decision.Nothing : Decision.Of(Changed(assignment, cadence, now));
    }

    /// <summary>The cadences that leave a round the days that its steps need, since the next takes its place.</summary>
    public static IEnumerable<Cadence> PossibleFor(Exercise exercise) =>
        Enum.GetValues<Cadence>().Where(c => c.Repeats() && !(ChainRules.LongestDays(exercise) > ChainRules.Period(c)));

    /// <summary>
    /// The first moment of the new cadence that is still to come. It and all later ones are counted from the newest occurrence, so that the 31st stays the
    /// 31st where there is one. What waits for its topic goes on waiting.
    /// </summary>
    private static CadenceChanged Changed(Assignment assignment, Cadence cadence, DateTimeOffset now)
    {
        if (assignment.NextAt is null || assignment.Last == 0)
            return new CadenceChanged(assignment.CaseId, cadence, assignment.NextAt);
        var from = OccurrenceCalendar.OpensAt(assignment, assignment.Last);
        var n = 2;
        while (OccurrenceCalendar.OpensAt(from, assignment.Zone, cadence, n) <= now)
            n++;
        return new CadenceChanged(assignment.CaseId, cadence, OccurrenceCalendar.OpensAt(from, assignment.Zone, cadence, n), new Recounted(assignment.Last + 2 - n, from));
    }
}
