using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace CoachPlatform.Practices;

/// <summary>The practice of the member who asks, locked until the command commits.</summary>
public static class PracticeDesk
{
    public static Task<Practice?> OpenAsync(IDocumentSession session, Member member, CancellationToken ct)
    {
        session.SetHeader("actor", member.Actor);
        return OpenAsync(session, ct);
    }

    /// <summary>The practice that is the session's tenant.</summary>
    public static async Task<Practice?> OpenAsync(IDocumentSession session, CancellationToken ct) =>
        (await session.Events.FetchForExclusiveWriting<Practice>(Guid.ParseExact(session.TenantId, "N"), ct)).Aggregate;

    /// <summary>What a load step of a command gives: the decision, or its refusal.</summary>
    public static async Task<(ProblemDetails, Deciding?)> DecideAsync(IDocumentSession session, HttpContext http, Func<Practice, Decision> decide, CancellationToken ct)
    {
        if (await OpenAsync(session, http.Member(), ct) is not { } practice)
            return (Refusal.NotFound.ToProblem(), null);
        var decision = decide(practice);
        return decision.Refusal is { } refusal ? (refusal.ToProblem(), null) : (Wolverine.Http.WolverineContinue.NoProblems, new Deciding(practice, decision.Events));
    }

    public sealed record Deciding(Practice Practice, IReadOnlyList<object> Events);

    public static void Commit(IDocumentSession session, Deciding deciding)
    {
        if (deciding.Events.Count > 0)
            session.Events.Append(deciding.Practice.Id, deciding.Events);
    }

    public static Refusal NoRole { get; } = Refusal.Field("fields-invalid", "roles", "Choose at least one role.");

    public static Refusal LastOwner { get; } = Refusal.Conflict("last-owner", "A practice needs an owner. Make somebody else an owner first.");
}
