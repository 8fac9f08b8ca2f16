using System.Net;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.SignIn;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.IntegrationTests.Mail;

/// <summary>A lost password: by mail where that is safe, by the coach's link where it is not, and never a word about who has an account.</summary>
public sealed class ResetTests(MailApp mail) : IClassFixture<MailApp>
{
    private const string NewPassword = "another password for tests";

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_every_session()
    {
        var couple = await (await mail.App.OpenPracticeAsync()).OpenCaseAsync();
        var ana = couple.A;
        await mail.ConfirmAsync(ana.Email!);
        await mail.App.Stranger().DoAsync("/api/password-reset", new { name = $" {ana.Email!.ToUpperInvariant()} " });
        var (path, token) = (await mail.Sink.GetAsync(ana.Email!, "Choose a new password")).Link();
        var reset = $"/api/password-reset/{path.Split('/')[^1]}";
        var page = await (await mail.App.Stranger().GetAsync(path)).Content.ReadAsStringAsync();
        Assert.DoesNotContain(token, page, StringComparison.Ordinal);

        await mail.App.Stranger().RefusedAsync(reset, new { token = token + "x", password = NewPassword }, 404, "not-found");
        await mail.App.Stranger().RefusedAsync(reset, new { token, password = "short" }, 422, "fields-invalid");
        var both = await Task.WhenAll(
            mail.App.Stranger().SendAsync(reset, new { token, password = NewPassword }), mail.App.Stranger().SendAsync(reset, new { token, password = NewPassword }));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Gone], both.Select(r => r.StatusCode).Order());
        mail.App.Clock.Move(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Unauthorized, (await ana.GetAsync("/api/me")).StatusCode);
        await RefusedSignInAsync(ana.Email!, CoachApp.Password);
        var again = await mail.App.SignInAsync(ana.Email!, password: NewPassword);
        await mail.Sink.GetAsync(ana.Email!, "Your password was changed");
        Assert.Contains("/account/reset", await FirstPageAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_runs_out_after_an_hour()
    {
        var ana = (await (await mail.App.OpenPracticeAsync()).OpenCaseAsync()).A;
        await mail.ConfirmAsync(ana.Email!);
        await mail.App.Stranger().DoAsync("/api/password-reset", new { name = ana.Email });
        var (path, token) = (await mail.Sink.GetAsync(ana.Email!, "Choose a new password")).Link();

        mail.App.Clock.Move(TimeSpan.FromMinutes(61));

        await mail.App.Stranger().RefusedAsync($"/api/password-reset/{path.Split('/')[^1]}", new { token, password = NewPassword }, 410, "link-expired");
    }

    [Fact]
    public async Task Whoever_asks_gets_the_same_answer_and_only_an_address_of_one_account_gets_a_link()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var shared = $"{Guid.NewGuid():N}@couple.example";
        var names = new List<string>();
        foreach (var seat in Seats.Both)
        {
            var (id, token) = await coach.InviteAsync(caseId, seat);
            names.Add($"chosen {Guid.NewGuid():N}"[..20]);
            await mail.App.Stranger().DoAsync($"/api/invitations/{id}/join", new { token, name = "Ana", email = names[^1], address = shared, password = CoachApp.Password, consents = true, accepts = 1 });
            await mail.Sink.GetAsync(shared, "Please confirm this address", n: names.Count);
        }

        foreach (var question in mail.Sink.To(shared))
            await mail.App.Stranger().DoAsync($"/api/addresses/{question.Link().Path.Split('/')[^1]}/confirm", new { token = question.Link().Token });
        var unconfirmed = (await coach.OpenCaseAsync()).A.Email!;
        var alone = (await coach.OpenCaseAsync()).A.Email!;
        await mail.ConfirmAsync(alone);

        var answers = new HashSet<string>();
        foreach (var name in new[] { shared, names[0], names[1], unconfirmed, "nobody@couple.example", "no name at all", alone })
            answers.Add(await AnswerAsync(name));

        Assert.Single(answers);
        // They are looked up one after the other, and this was the last.
        await mail.Sink.GetAsync(alone, "Choose a new password");
        await mail.LookAsync();
        Assert.DoesNotContain(mail.Sink.All, m => m.Subject == "Choose a new password" && m.To.Mailboxes.Any(t => t.Address == shared || t.Address == unconfirmed));
        // Both sign in with names of their own all the same.
        foreach (var name in names)
            await mail.App.SignInAsync(name);
    }

    [Fact]
    public async Task The_coach_makes_a_link_for_a_partner_of_their_case_and_the_person_is_told()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var first = (await coach.DoAsync($"/api/cases/{couple.CaseId}/reset-links", new { seat = "B" })).GetProperty("link").GetString()!;
        var link = new Uri((await coach.DoAsync($"/api/cases/{couple.CaseId}/reset-links", new { seat = "B" })).GetProperty("link").GetString()!);
        var older = new Uri(first);
        await mail.App.Stranger().RefusedAsync($"/api/password-reset/{older.Segments[^1]}", new { token = older.Fragment[1..], password = NewPassword }, 404, "not-found");

        await mail.App.Stranger().DoAsync($"/api/password-reset/{link.Segments[^1]}", new { token = link.Fragment[1..], password = NewPassword });

        var ben = await mail.App.SignInAsync(couple.B.Email!, password: NewPassword);
        var page = await (await ben.GetPageAsync("/account/reset")).Content.ReadAsStringAsync();
        Assert.Contains("your coach made", page, StringComparison.Ordinal);
        await mail.App.SignInAsync(couple.A.Email!);
        Assert.Empty(await mail.App.TextsAsync($"select table_name::text from (select 'x' as table_name) x where exists (select 1 from vault.one_time_links where encode(token_hash, 'escape') like '%{link.Fragment[1..]}%')"));
    }

    [Fact]
    public async Task No_coach_makes_a_way_into_an_account_that_leads_further_than_to_their_case()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var empty = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ida", B = "Jon" } })).GetProperty("caseId").GetGuid();
        await coach.RefusedAsync($"/api/cases/{empty}/reset-links", new { seat = "A" }, 409, "nobody-joined");
        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/reset-links", new { }, 422, "fields-invalid");
        var (id, token) = await (await mail.App.OpenPracticeAsync()).InviteElsewhereAsync();
        await couple.A.DoAsync($"/api/invitations/{id}/join", new { token, name = "Ana", consents = true, accepts = 1 });

        await coach.RefusedAsync($"/api/cases/{couple.CaseId}/reset-links", new { seat = "A" }, 409, "not-from-here");
    }

    [Fact]
    public async Task A_recovery_code_sets_a_new_password_once_and_an_unknown_name_looks_like_a_wrong_code()
    {
        var ana = (await (await mail.App.OpenPracticeAsync()).OpenCaseAsync()).A;
        var (secret, codes) = await ana.TurnOnSecondStepAsync(mail.App);
        async Task<string> RefusedAsync(string name, string code) =>
            (await mail.App.Stranger().RefusedAsync("/api/password-reset/code", new { name, code, password = NewPassword }, 422, "code-refused")).ToString();

        var wrong = await RefusedAsync(ana.Email!, "aaaa-bbbb-cccc-dddd");
        Assert.Equal(wrong, await RefusedAsync("nobody@couple.example", codes[0]));
        mail.App.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(wrong, await RefusedAsync(ana.Email!, Totp.Code(secret, mail.App.Clock.GetUtcNow())));
        await mail.App.Stranger().RefusedAsync("/api/password-reset/code", new { name = ana.Email, code = codes[0], password = "short" }, 422, "fields-invalid");
        await mail.App.Stranger().DoAsync("/api/password-reset/code", new { name = ana.Email, code = codes[0].ToUpperInvariant(), password = NewPassword });

        Assert.Equal(wrong, await RefusedAsync(ana.Email!, codes[0]));
        await RefusedSignInAsync(ana.Email!, CoachApp.Password);
        // The second step stands: the new password alone is not enough.
        await mail.App.Stranger().RefusedAsync("/api/sign-in", new { email = ana.Email, password = NewPassword }, 401, "code-needed");
    }

    private async Task<string> AnswerAsync(string name)
    {
        using var response = await mail.App.Stranger().SendAsync("/api/password-reset", new { name });
        var headers = response.Headers.Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order();
        return $"{(int)response.StatusCode} {string.Join('|', headers)} {await response.Content.ReadAsStringAsync()}";
    }

    private async Task RefusedSignInAsync(string email, string password) =>
        await mail.App.Stranger().RefusedAsync("/api/sign-in", new { email, password }, 401, "not-signed-in");

    private static async Task<string> FirstPageAsync(Client client) => (await client.GetPageAsync("/today")).Headers.Location?.ToString() ?? "";
}

file static class Pages
{
    public static async Task<HttpResponseMessage> GetPageAsync(this Client client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");
        return await client.Http.SendAsync(request);
    }

    public static async Task<(Guid Id, string Token)> InviteElsewhereAsync(this Client coach)
    {
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ida", B = "Jon" } })).GetProperty("caseId").GetGuid();
        return await coach.InviteAsync(caseId, Seat.A);
    }
}
