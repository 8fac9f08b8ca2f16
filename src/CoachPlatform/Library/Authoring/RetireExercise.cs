using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Library.Authoring;

/// <summary>A coach takes an exercise of the practice off the shelf, or puts it back. Couples who have it keep it, with all rounds that are still to come.</summary>
public static class RetireExercise
{
    public sealed record Request;

    public sealed record Reply(string Slug, bool Retired);

    public sealed record Loaded(ExerciseState State);

    public static Decision Decide(ExerciseState state) => state.Retired ? Decision.Nothing : Decision.Of(new ExerciseRetired(state.Id));

    public static Task<(ProblemDetails, Loaded?)> LoadAsync(string slug, HttpContext http, IDocumentSession session, CancellationToken ct) => FindAsync(slug, http, session, ct);

    [WolverinePost("/api/library/exercises/{slug}/retire"), Access(For.Coach), Once]
    [EndpointSummary("Take an exercise of your own off the shelf")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(string slug, Request request, Loaded loaded, IDocumentSession session)
    {
        if (Decide(loaded.State).Events is { Count: > 0 } events)
            session.Events.Append(loaded.State.Id, events);
        return new Reply(slug, Retired: true);
    }

    internal static async Task<(ProblemDetails, Loaded?)> FindAsync(string slug, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        return (await session.Events.FetchForExclusiveWriting<ExerciseState>(Publishing.IdOf(session.TenantId, slug), ct)).Aggregate is { } state
            ? (WolverineContinue.NoProblems, new Loaded(state))
            : (Refusal.NotFound.ToProblem(), null);
    }
}

public static class RestoreExercise
{
    public static Decision Decide(ExerciseState state) => state.Retired ? Decision.Of(new ExerciseRestored(state.Id)) : Decision.Nothing;

    public static Task<(ProblemDetails, RetireExercise.Loaded?)> LoadAsync(string slug, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        RetireExercise.FindAsync(slug, http, session, ct);

    [WolverinePost("/api/library/exercises/{slug}/restore"), Access(For.Coach), Once]
    [EndpointSummary("Put an exercise of your own back on the shelf")]
    [ProducesResponseType<RetireExercise.Reply>(200)]
    public static RetireExercise.Reply Post(string slug, RetireExercise.Request request, RetireExercise.Loaded loaded, IDocumentSession session)
    {
        if (Decide(loaded.State).Events is { Count: > 0 } events)
            session.Events.Append(loaded.State.Id, events);
        return new RetireExercise.Reply(slug, Retired: false);
    }
}
