using System.Globalization;
using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;

namespace CoachPlatform.Web.Coach;

/// <summary>How long the practice keeps things: for everybody who works there to read, and for its owner to say.</summary>
public static class RetentionPages
{
    public static void MapRetentionPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/practice/retention", async (string? answers, string? cases, string? look, HttpContext http, ReadRetention retention, ReadCoachFrame frames, CancellationToken ct) =>
        {
            var member = http.Member();
            var owns = member.Roles!.Contains(Role.Owner);
            var asked = (Answers: Months(answers), Cases: Months(cases));
            return Pages.Page<RetentionPage>(new
            {
                Frame = await frames.ForAsync(member, ct),
                Kept = await retention.OfPracticeAsync(member.Tenant!, ct),
                Role = PracticeLook.Names(member.Roles!),
                Owns = owns,
                asked.Answers,
                asked.Cases,
                Preview = owns && look is not null && SetRetention.Check(asked.Answers, asked.Cases) is null ? await retention.PreviewAsync(member, asked.Answers, asked.Cases, ct) : null,
            });
        }).ReadBy(For.Staff);

    private static int? Months(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var months) ? months : null;
}
