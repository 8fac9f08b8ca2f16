using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Web.Coach;

/// <summary>Where a coach has an answer destroyed that somebody else gave in its author's place.</summary>
public static class VoidPages
{
    public static void MapVoidPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/cases/{caseId}/rounds/{roundId}/void", async (Guid caseId, string roundId, string? step, int? turn, string? seat, HttpContext http, ReadVoidable answers, ReadCoachFrame frames, CancellationToken ct) =>
            Guid.TryParse(roundId, out var id) && await answers.ForAsync(http.Member(), caseId, id, ct) is { } round
                ? Pages.Page<VoidPage>(new { Frame = await frames.ForAsync(http.Member(), ct), Round = round, Asked = Named(round, step, turn, seat) })
                : Pages.NotFound).ReadBy(For.CoachOfCase);

    /// <summary>What the address names; the only one there is, where it names none.</summary>
    private static VoidableAnswer? Named(VoidableRound round, string? step, int? turn, string? seat) => step is null
        ? round.Answers.Count == 1 ? round.Answers[0] : null
        : round.Answers.FirstOrDefault(a => a.Step == new StepRef(step, turn ?? 1) && Enum.TryParse<Seat>(seat, out var author) && a.Author == author);
}
