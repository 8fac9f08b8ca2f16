using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Programmes;

/// <summary>The coach takes one of the practice's own programmes off the shelf. What runs goes on.</summary>
public static class RetireProgramme
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

    [WolverinePost("/api/programmes/{slug}/retire"), Access(For.Coach), Once]
    [EndpointSummary("Take a programme of the practice's own off the shelf")]
    [ProducesResponseType<Reply>(200)]
    public static Reply Post(string slug, Request request, ProgrammeState state, IDocumentSession session)
    {
        if (Decide(state) is { Events.Count: > 0 } decision)
            session.Events.Append(state.Id, decision.Events);
        return new Reply(state.Id);
    }

    public static Decision Decide(ProgrammeState state) => state.Retired ? Decision.Nothing : Decision.Of(new ProgrammeRetired(state.Id));
}
