using CoachPlatform.Library;
using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Practices;

/// <summary>How long one kind of thing is kept, in months.</summary>
/// <param name="Months">Null for no end.</param>
/// <param name="NextMonths">What was announced instead; null for nothing.</param>
/// <param name="From">From which day that holds.</param>
public sealed record KeptView(int? Months, int? NextMonths, DateTimeOffset? From)
{
    public static KeptView Of(Kept kept) => new(kept.Holds?.Months, kept.Next?.Months, kept.From);
}

/// <param name="Answers">Counted from the end of a round.</param>
/// <param name="Cases">Counted from the closing of a case.</param>
public sealed record RetentionView(KeptView Answers, KeptView Cases)
{
    public static RetentionView Of(Retention retention, DateTimeOffset now) => new(KeptView.Of(retention.At(now).Answers), KeptView.Of(retention.At(now).Cases));
}

/// <summary>How long the practice of one of my cases keeps things.</summary>
/// <param name="With">The other's name, where a person sits in more than one case; null otherwise.</param>
public sealed record MyRetention(Guid CaseId, string? With, string Practice, string Zone, RetentionView Kept);

public sealed class ReadRetention(IDocumentStore store, Memberships memberships, LibraryShelf shelf, TimeProvider clock)
{
    public async Task<RetentionView> OfPracticeAsync(string tenant, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        return RetentionView.Of(await Retention.LoadAsync(session, ct), clock.GetUtcNow());
    }

    public Task<IReadOnlyList<MyRetention>> ForPartnerAsync(Member member, CancellationToken ct) => memberships.EachCaseAsync(member, (place, named) => InCaseAsync(place, named, ct), ct);

    /// <summary>What these rules would remove, if they held in the next night already.</summary>
    public async Task<RetentionPreview> PreviewAsync(Member me, int? answers, int? cases, CancellationToken ct)
    {
        var tenant = me.Tenant!;
        await using var session = store.QuerySession(tenant);
        var rules = SetRetention.Rules(tenant, answers, cases);
        var (ends, night) = await EndsAsync(session, rules, clock.GetUtcNow(), ct);
        var names = await Names.OfCasesAsync(session, [.. ends.Endings.Select(e => e.Case.CaseId).Distinct()], ct);
        var rounds = ends.Endings.Where(e => e.Round is not null).ToList();
        var whole = ends.Endings.Where(e => e.Round is null).ToList();
        var listed = rounds.Take(RetentionPreview.Listed).ToList();
        var library = await shelf.VersionsAsync(session, listed.Select(e => e.Round!.ExerciseVersionId), ct);
        var mine = (await session.LoadManyAsync<Cases.CaseGate>(ct, [.. listed.Select(e => e.Case.CaseId).Distinct()])).Where(g => g.Coach == me.StaffId).Select(g => g.Id).ToHashSet();
        return new RetentionPreview(
            RetentionPreview.LookOf(rules, ends), night, RetentionCount.Of(rounds, night), RetentionCount.Of(whole, night), ends.Held.Count,
            [.. listed.Select(e => new EndingRound(
                e.Case.CaseId, names[e.Case.CaseId], mine.Contains(e.Case.CaseId) ? library.Version(e.Round!.ExerciseVersionId)?.Title ?? "" : null, e.Ended, e.Round!.Answers, e.Reached > night))],
            [.. whole.Take(RetentionPreview.Listed).Select(e => new EndingCase(e.Case.CaseId, names[e.Case.CaseId], e.Ended, e.Case.Rounds.Count, e.Case.Rounds.Sum(r => r.Answers), e.Reached > night))]);
    }

    /// <summary>What stands for the preview of these rules.</summary>
    public async Task<string> LookAsync(IQuerySession session, IReadOnlyList<RetentionRule> rules, DateTimeOffset now, CancellationToken ct) =>
        RetentionPreview.LookOf(rules, (await EndsAsync(session, rules, now, ct)).Ends);

    /// <summary>Counted from the next night on, so that it stays the same for a day.</summary>
    private static async Task<(WhatRetentionEnds Ends, DateTimeOffset Night)> EndsAsync(IQuerySession session, IReadOnlyList<RetentionRule> rules, DateTimeOffset now, CancellationToken ct)
    {
        var zone = (await session.LoadAsync<PracticeProfile>(session.TenantId, ct))?.Zone ?? "Etc/UTC";
        var night = RetentionNight.Next(now, zone);
        var until = night + RetentionPreview.Ahead;
        return (WhatRetentionEnds.Of(rules, rules.Count == 0 ? [] : await RetentionFacts.OfAsync(session, null, until, ct), until), night);
    }

    private async Task<MyRetention?> InCaseAsync(Member place, bool named, CancellationToken ct)
    {
        await using var session = store.QuerySession(place.Tenant!);
        var caseId = place.CaseId!.Value;
        if (await session.LoadAsync<Cases.CaseGate>(caseId, ct) is not { } gate)
            return null;
        var profile = await session.LoadAsync<PracticeProfile>(place.Tenant!, ct);
        var names = named ? (await Names.OfCasesAsync(session, [caseId], ct)).GetValueOrDefault(caseId) : null;
        return new MyRetention(
            caseId, names?.GetValueOrDefault(Cases.Seats.Other(place.Seat!.Value)), profile?.Name ?? "", gate.Zone, RetentionView.Of(await Retention.LoadAsync(session, ct), clock.GetUtcNow()));
    }
}

public static class RetentionRoutes
{
    public static void MapRetention(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/practice/retention", async (HttpContext http, ReadRetention retention, CancellationToken ct) => Results.Ok(await retention.OfPracticeAsync(http.Member().Tenant!, ct)))
            .WithMetadata(new AccessAttribute(For.Staff)).WithSummary("How long the practice keeps answers and closed cases").Produces<RetentionView>();
        app.MapGet("/api/practice/retention/preview", async (int? answers, int? cases, HttpContext http, ReadRetention retention, CancellationToken ct) =>
                SetRetention.Check(answers, cases) is { } refusal ? refusal.ToResult() : Results.Ok(await retention.PreviewAsync(http.Member(), answers, cases, ct)))
            .WithMetadata(new AccessAttribute(For.Owner)).WithSummary("What these rules would remove, without a word of it").Produces<RetentionPreview>();
        app.MapGet("/api/my/retention", async (HttpContext http, ReadRetention retention, CancellationToken ct) => Results.Ok(await retention.ForPartnerAsync(http.Member(), ct)))
            .WithMetadata(new AccessAttribute(For.Partner)).WithSummary("How long the practice of each of my cases keeps things").Produces<IReadOnlyList<MyRetention>>();
    }
}
