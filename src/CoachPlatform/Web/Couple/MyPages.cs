using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Measures;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;

namespace CoachPlatform.Web.Couple;

/// <summary>The pages of one person: today, history, who read their answers, and what they have agreed to.</summary>
public static class MyPages
{
    public static void MapMyPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/today", async (HttpContext http, ReadMyRounds mine, ReadMySafety safety, ReadReleases releases, ReadRetention retention, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<TodayPage>(new { Today = await TodayAsync(http, mine, clock, ct), Asked = await safety.ForAsync(http.Member(), ct), Releases = await releases.AskedAsync(http.Member(), ct), Kept = await retention.ForPartnerAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/fragments/today", async (HttpContext http, ReadMyRounds mine, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<TodayList>(new { Today = await TodayAsync(http, mine, clock, ct) })).ReadBy(For.Partner);

        pages.MapGet("/history", async (HttpContext http, ReadMyRounds mine, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<HistoryPage>(new { History = await HistoryAsync(http, mine, clock, ct) })).WithMetadata(new OwnWordsAttribute()).ReadBy(For.Partner);
        pages.MapGet("/fragments/history", async (HttpContext http, ReadMyRounds mine, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<HistoryList>(new { History = await HistoryAsync(http, mine, clock, ct) })).WithMetadata(new OwnWordsAttribute()).ReadBy(For.Partner);

        pages.MapGet("/privacy/pause", async (HttpContext http, ReadMyCases mine, CancellationToken ct) => Pages.Page<PausePage>(new { Cases = await mine.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/privacy/leave", async (HttpContext http, ReadMyCases mine, CancellationToken ct) => Pages.Page<LeavePage>(new { Cases = await mine.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);

        pages.MapGet("/trends", TrendsAsync).WithMetadata(new OwnWordsAttribute()).ReadBy(For.Partner);

        pages.MapGet("/who-read", async (HttpContext http, MyLedger ledger, TimeProvider clock, string? by, CancellationToken ct) =>
            Pages.Page<WhoReadPage>(new { Read = await ReadAsync(http, ledger, clock, by, ct) })).ReadBy(For.Partner);
        pages.MapGet("/fragments/who-read", async (HttpContext http, MyLedger ledger, TimeProvider clock, string? by, CancellationToken ct) =>
            Pages.Page<WhoReadList>(new { Read = await ReadAsync(http, ledger, clock, by, ct) })).ReadBy(For.Partner);

        pages.MapGet("/privacy", async (HttpContext http, ReadMyTopics topics, ReadMyAgreements agreements, ReadMyStaff staff, ReadLegalHolds holds, ReadReleases releases, ReadRetention retention, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<PrivacyPage>(new { Cases = await topics.ForAsync(http.Member(), ct), Staff = await staff.ForAsync(http.Member(), ct), Agreements = await agreements.ForAsync(http.Member(), ct), Releases = await releases.AskedAsync(http.Member(), ct), Holds = await holds.OfPersonAsync(http.Member(), ct), Kept = await retention.ForPartnerAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
        pages.MapMyLegalHold();
        pages.MapMyReleases();
        pages.MapGet("/fragments/privacy/policy", async (HttpContext http, ReadMyAgreements agreements, CancellationToken ct) =>
            Pages.Page<PrivacyPolicy>(new { Agreements = await agreements.ForAsync(http.Member(), ct) })).ReadBy(For.Partner);
        pages.MapGet("/agreement", async (HttpContext http, ReadMyAgreements agreements, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<AgreementPage>(new { Agreements = await agreements.ForAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
        pages.MapGet("/fragments/privacy/staff", async (HttpContext http, ReadMyStaff staff, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<PrivacyStaff>(new { Cases = await staff.ForAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
        pages.MapGet("/fragments/privacy", async (HttpContext http, ReadMyTopics topics, TimeProvider clock, CancellationToken ct) =>
            Pages.Page<PrivacyTopics>(new { Cases = await topics.ForAsync(http.Member(), ct), Now = clock.GetUtcNow() })).ReadBy(For.Partner);
    }

    private static async Task<IResult> TrendsAsync(HttpContext http, ReadTrends trends, Memberships memberships, CancellationToken ct)
    {
        var member = http.Member();
        var views = new List<TrendsView>();
        foreach (var place in (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).Where(p => p.Seat is not null))
            if (await trends.ForAsync(place, place.CaseId!.Value, ct) is { } view)
                views.Add(view);
        return Pages.Page<TrendsPage>(new { Views = (IReadOnlyList<TrendsView>)views });
    }

    private static async Task<TodayView> TodayAsync(HttpContext http, ReadMyRounds mine, TimeProvider clock, CancellationToken ct) =>
        TodayView.Of(await mine.ForAsync(http.Member(), ct), clock.GetUtcNow());

    private static async Task<HistoryView> HistoryAsync(HttpContext http, ReadMyRounds mine, TimeProvider clock, CancellationToken ct) =>
        HistoryView.Of(await mine.ForAsync(http.Member(), ct), clock.GetUtcNow());

    private static async Task<WhoReadView> ReadAsync(HttpContext http, MyLedger ledger, TimeProvider clock, string? by, CancellationToken ct) =>
        WhoReadView.Of(await ledger.ForAsync(http.Member(), ct), WhoReadView.Named(by), clock.GetUtcNow());
}
