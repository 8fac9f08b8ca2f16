using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>
/// The owner says what a member of staff is from now on. Whoever coaches no more has no way to their cases from this commit on; those cases are
/// without a coach until the owner gives them to one.
/// </summary>
public static class ChangeRoles
{
    public sealed record Request(IReadOnlyList<Role>? Roles);

    public sealed record Reply(Guid StaffId, IReadOnlyList<Role> Roles);

    public static Task<(ProblemDetails, PracticeDesk.Deciding?)> LoadAsync(Guid staffId, Request request, HttpContext http, IDocumentSession session, CancellationToken ct) =>
        PracticeDesk.DecideAsync(session, http, practice => Decide(practice, staffId, request.Roles), ct);

    [WolverinePost("/api/practice/staff/{staffId:guid}/roles"), Access(For.Owner), Once]
    [EndpointSummary("Say what a member of staff is from now on")]
    public static async Task<Reply> Post(Guid staffId, Request request, PracticeDesk.Deciding deciding, IDocumentSession session, CancellationToken ct)
    {
        PracticeDesk.Commit(session, deciding);
        foreach (var changed in deciding.Events.OfType<RoleChanged>())
        {
            session.Update((await session.LoadAsync<StaffMember>(staffId, ct))! with { Roles = changed.Roles });
            if (!changed.Roles.Contains(Role.Coach))
                await Cases.GiveUpCases.AppendAsync(session, staffId, ct);
        }

        var after = deciding.Events.Aggregate(deciding.Practice, (practice, e) => Practice.Fold(practice, e)!);
        return new Reply(staffId, after.Staff[staffId]);
    }

    /// <summary>Given somebody who is there: the roles from now on. Nothing when they are so already; never the last owner away.</summary>
    public static Decision Decide(Practice practice, Guid staffId, IReadOnlyList<Role>? roles)
    {
        if (!practice.Staff.TryGetValue(staffId, out var before))
            return Refusal.NotFound;
        if (roles is not { Count: > 0 })
            return PracticeDesk.NoRole;
        IReadOnlyList<Role> after = [.. roles.Distinct().Order()];
        if (after.SequenceEqual(before))
            return Decision.Nothing;
        return practice.IsLastOwner(staffId) && !after.Contains(Role.Owner) ? PracticeDesk.LastOwner : Decision.Of(new RoleChanged(staffId, after));
    }
}
