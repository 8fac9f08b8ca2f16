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

    public static Task<(ProblemDetails, ProgrammeState?)> LoadAsync(string slug, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeProgramme.OpenAsync(session, http, slug, ct);

    [WolverinePost("/api/programmes/{slug}/retire"), Access(For.Coach), Once]
    [EndpointSummary("Take a programme of the practice's own off the shelf")]
    [ProducesResponseType<ProgrammeReply>(200)]
    public static ProgrammeReply Post(string slug, Request request, ProgrammeState state, IDocumentSession session) => PracticeProgramme.Commit(session, state, Decide(state));

    public static Decision Decide(ProgrammeState state) => state.Retired ? Decision.Nothing : Decision.Of(new ProgrammeRetired(state.Id));
}
