using CoachPlatform.Platform.Commands;
using CoachPlatform.Platform.Http;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace CoachPlatform.Practices;

/// <summary>The owner says how long the practice keeps things, having looked at what that would remove.</summary>
public static class SetRetention
{
    private static readonly Refusal NotLooked = Refusal.Field("fields-invalid", "look", "Look at what these rules would remove before you set them.");

    private static readonly Refusal PreviewMoved = Refusal.Conflict("preview-moved", "What these rules would remove is not what you have looked at any more. Nothing was changed; look again.");

    /// <param name="Answers">Months for which answers are kept once their round has ended; null for as long as their case is kept.</param>
    /// <param name="Cases">Months for which everything of a case is kept once it was closed; null for no end.</param>
    /// <param name="Look">The <c>look</c> of the preview of these rules.</param>
    public sealed record Request(int? Answers, int? Cases, string? Look);

    /// <param name="Changed">Whether these are other rules than before.</param>
    public sealed record Reply(bool Changed);

    public static async Task<(ProblemDetails, PracticeDesk.Deciding?)> LoadAsync(Request request, HttpContext http, IDocumentSession session, ReadRetention reader, CancellationToken ct)
    {
        if (Check(request.Answers, request.Cases) is { } refusal)
            return (refusal.ToProblem(), null);
        if (await PracticeDesk.OpenAsync(session, http.Member(), ct) is not { } practice)
            return (Refusal.NotFound.ToProblem(), null);
        var rules = Rules(session.TenantId, request.Answers, request.Cases);
        var decision = Decide((await Retention.LoadAsync(session, ct)).At(http.Now()), rules, request.Look, await reader.LookAsync(session, rules, http.Now(), ct));
        return decision.Refusal is { } no ? (no.ToProblem(), null) : (WolverineContinue.NoProblems, new PracticeDesk.Deciding(practice, decision.Events));
    }

    [WolverinePost("/api/practice/retention"), Access(For.Owner), Once]
    [EndpointSummary("Say how long the practice keeps answers and closed cases")]
    public static Reply Post(Request request, PracticeDesk.Deciding deciding, IDocumentSession session)
    {
        PracticeDesk.Commit(session, deciding);
        return new Reply(deciding.Events.Count > 0);
    }

    /// <summary>Given what the owner has asked for so far: these rules instead. Nothing where they are the same.</summary>
    /// <param name="look">What the owner has looked at.</param>
    /// <param name="now">What they would look at now.</param>
    public static Decision Decide(Retention retention, IReadOnlyList<RetentionRule> rules, string? look, string now) =>
        rules.SequenceEqual(new[] { retention.Answers.Wanted, retention.Cases.Wanted }.OfType<RetentionRule>()) ? Decision.Nothing
        : string.IsNullOrEmpty(look) ? NotLooked
        : look != now ? PreviewMoved
        : Decision.Of(new RetentionSet(rules));

    /// <summary>What is wrong with these months; null when nothing is.</summary>
    public static Refusal? Check(int? answers, int? cases)
    {
        var words = $"Choose between {RetentionRule.Fewest} and {RetentionRule.Most} months, or no end.";
        var errors = new (string Field, int? Months)[] { ("answers", answers), ("cases", cases) }
            .Where(f => f.Months is < RetentionRule.Fewest or > RetentionRule.Most).ToDictionary(f => f.Field, _ => new[] { words });
        return errors.Count == 0 ? null : Refusal.Invalid("fields-invalid", words, errors);
    }

    public static IReadOnlyList<RetentionRule> Rules(string tenant, int? answers, int? cases) =>
    [
        .. answers is { } a ? [RetentionRule.For(tenant, RetentionOf.Answers, a)] : Array.Empty<RetentionRule>(),
        .. cases is { } c ? [RetentionRule.For(tenant, RetentionOf.Cases, c)] : Array.Empty<RetentionRule>(),
    ];
}
