using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>
/// A member of staff leaves the practice. Their account, and whatever place they have elsewhere, stays; here they find nothing from this commit on.
/// Their cases have no coach until the owner gives them to one: rounds go on, and nobody reads.
/// </summary>
public static class EndPlace
{
    public sealed record Request;

    public sealed record Reply(Guid StaffId);

    public static Task<(ProblemDetails, PracticeDesk.Deciding?)> LoadAsync(Guid staffId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeDesk.DecideAsync(session, http, practice => Decide(practice, staffId), ct);

    [WolverinePost("/api/practice/staff/{staffId:guid}/leave"), Access(For.Owner), Once]
    [EndpointSummary("A member of staff leaves the practice")]
    public static async Task<Reply> Post(Guid staffId, Request request, PracticeDesk.Deciding deciding, IDocumentSession session, HttpContext http, CancellationToken ct)
    {
        PracticeDesk.Commit(session, deciding);
        if (deciding.Events.Count > 0)
        {
            session.Update((await session.LoadAsync<StaffMember>(staffId, ct))! with { Roles = [], LeftAt = http.Now() });
            await Cases.GiveUpCases.AppendAsync(session, staffId, ct);
        }

        return new Reply(staffId);
    }

    /// <summary>Given somebody who is there: they are there no more. Nothing the second time; never the last owner.</summary>
    public static Decision Decide(Practice practice, Guid staffId)
    {
        if (practice.Left.Contains(staffId))
            return Decision.Nothing;
        if (!practice.Staff.ContainsKey(staffId))
            return Refusal.NotFound;
        return practice.IsLastOwner(staffId) ? PracticeDesk.LastOwner : Decision.Of(new StaffLeft(staffId));
    }
}
