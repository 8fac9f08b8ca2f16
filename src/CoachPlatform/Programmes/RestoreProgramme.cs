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

    public static Task<(ProblemDetails, ProgrammeState?)> LoadAsync(string slug, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeProgramme.OpenAsync(session, http, slug, ct);

    [WolverinePost("/api/programmes/{slug}/restore"), Access(For.Coach), Once]
    [EndpointSummary("Put a retired programme back on the shelf")]
    [ProducesResponseType<ProgrammeReply>(200)]
    public static ProgrammeReply Post(string slug, Request request, ProgrammeState state, IDocumentSession session) => PracticeProgramme.Commit(session, state, Decide(state));

    public static Decision Decide(ProgrammeState state) => state.Retired ? Decision.Of(new ProgrammeRestored(state.Id)) : Decision.Nothing;
}
