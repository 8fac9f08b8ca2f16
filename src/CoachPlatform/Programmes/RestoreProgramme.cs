using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach puts a retired programme back on the shelf.</summary>
public static class RestoreProgramme
{
    public sealed record Request;

    public sealed record Reply(Guid ProgrammeId);

    public static async Task<(ProblemDetails, ProgrammeState?)> LoadAsync(string slug, Request request, HttpContext http, IDocumentSession session, CancellationToken ct)
    {
        session.SetHeader("actor", http.Member().Actor);
        return (await session.Events.FetchForExclusiveWriting<ProgrammeState>(ProgrammeState.IdOf(session.TenantId, slug), ct)).Aggregate is { } state
            ? (WolverineContinue.NoProblems, state)
            : (Refusal.NotFound.ToProblem(), null);
    }

    [WolverinePost("/api/programmes/{slug}/restore"), Access(For.Coach), Once]
    [EndpointSummary("Put a retired programme back on the shelf")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(string slug, Request request, ProgrammeState state, IDocumentSession session)
    {
        if (Decide(state) is { Events.Count: > 0 } decision)
            session.Events.Append(state.Id, decision.Events);
        return new Reply(state.Id);
    }

    public static Decision Decide(ProgrammeState state) => state.Retired ? Decision.Of(new ProgrammeRestored(state.Id)) : Decision.Nothing;
}
