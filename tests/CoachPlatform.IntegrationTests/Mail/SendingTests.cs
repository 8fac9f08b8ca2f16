using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Mail;

/// <summary>Mails through a real SMTP server: what they say, how often they come, and what happens when the server is away.</summary>
public sealed class SendingTests(MailApp mail) : IClassFixture<MailApp>
{
    private const string Practice = "Harbour";

    [Fact]
    public async Task No_mail_names_a_person_a_practice_or_what_it_is_about_in_what_a_list_of_mails_shows()
    {
        var coach = await mail.App.OpenPracticeAsync("Canary-Coach");
        var couple = await coach.OpenCaseAsync("Canary-Ana", "Canary-Ben");
        await mail.ConfirmAsync(couple.A.Email!);
        var person = await mail.PersonOfAsync(couple.A);
        await coach.AssignAsync(couple.CaseId, "something-i-understood", new { word = "canary-word" });
        foreach (var kind in Enum.GetValues<MailKind>())
            await mail.QueueAsync(person, kind);
        await mail.LookAsync();
        await mail.Sink.GetAsync(couple.A.Email!, "Your password was changed");
        await mail.Sink.GetAsync(couple.A.Email!, "Something is ready");

        foreach (var sent in mail.Sink.To(couple.A.Email!))
        {
            var raw = sent.ToString();
            Assert.Equal("\"Post\" <post@site.example>", Assert.Single(sent.From.Mailboxes).ToString().Replace("Post <", "\"Post\" <", StringComparison.Ordinal));
            Assert.True(string.IsNullOrEmpty(Assert.Single(sent.To.Mailboxes).Name));
            Assert.All(new[] { "canary", Practice, "something-i-understood", "understood", "couple", "therap", "exercise", "partner" }, word =>
                Assert.DoesNotContain(word, raw.Replace(couple.A.Email!, "", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase));
            // Nothing is fetched when it is read, and the only addresses are this site's.
            Assert.DoesNotContain("<img", raw, StringComparison.OrdinalIgnoreCase);
            Assert.All(System.Text.RegularExpressions.Regex.Matches(sent.HtmlBody!, "https?://[^\"<]+").Select(m => m.Value), link => Assert.StartsWith("https://site.example/", link, StringComparison.Ordinal));
            Assert.StartsWith(MailLead(sent.Subject), sent.TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_number_of_senders_send_each_mail_once()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var person = await mail.PersonOfAsync(coach);
        mail.Sink.GoAway();
        await mail.QueueAsync(person, MailKind.CoachLook, times: 24);
        mail.Sink.ComeBack();
        mail.App.Clock.Move(TimeSpan.FromHours(1));
        await using var node = await CoachApp.StartOnAsync(mail.App.ConnectionString, mail.Sink.Settings);
        node.Clock.Move(TimeSpan.FromHours(2));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? mail.App : node).Inside.GetRequiredService<MailSender>().LookAsync(TestContext.Current.CancellationToken)));
        await mail.Sink.GetAsync(coach.Email!, "Something asks for your attention", n: 24);
        await mail.LookAsync();

        var sent = mail.Sink.To(coach.Email!).Where(m => m.Subject == "Something asks for your attention").ToList();
        Assert.Equal(24, sent.Count);
        Assert.Equal(24, sent.Select(m => m.MessageId).Distinct().Count());
        Assert.DoesNotContain(await mail.RowsAsync(person), r => r.Contains("CoachLook waits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_away_gets_the_mail_later_and_one_that_stays_away_gets_it_never()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var person = await mail.PersonOfAsync(coach);
        mail.Sink.GoAway();
        await mail.QueueAsync(person, MailKind.CoachLook);
        await mail.LookAsync();
        Assert.Contains(await mail.RowsAsync(person), r => r.StartsWith("CoachLook waits", StringComparison.Ordinal));

        mail.Sink.ComeBack();
        mail.App.Clock.Move(TimeSpan.FromHours(1));
        await mail.LookAsync();
        await mail.Sink.GetAsync(coach.Email!, "Something asks for your attention");

        mail.Sink.GoAway();
        await mail.QueueAsync(person, MailKind.CoachLook);
        await mail.LookAsync();
        mail.App.Clock.Move(TimeSpan.FromDays(5));
        await mail.LookAsync();
        mail.Sink.ComeBack();
        await mail.LookAsync();
        Assert.Contains("CoachLook Parked", await mail.RowsAsync(person));
        Assert.Single(mail.Sink.To(coach.Email!), m => m.Subject == "Something asks for your attention");
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_for_good_is_not_tried_again_and_stands_in_no_log()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var person = await mail.PersonOfAsync(coach);
        mail.Sink.Refuses[coach.Email!] = true;
        await mail.QueueAsync(person, MailKind.CoachLook);
        await mail.LookAsync();
        await mail.LookAsync();

        Assert.Contains("CoachLook Parked", await mail.RowsAsync(person));
        Assert.Contains(mail.App.Logs.Lines, l => l.Contains("was given up", StringComparison.Ordinal));
        Assert.DoesNotContain(mail.App.Logs.Lines, l => l.Contains(coach.Email!, StringComparison.OrdinalIgnoreCase));
    }

    private static string MailLead(string? subject) => Enum.GetValues<MailKind>().Select(MailText.Of).Single(t => t.Subject == subject).Lead;
}
