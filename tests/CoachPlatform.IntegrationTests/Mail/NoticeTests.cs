using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Mail;

/// <summary>Notices of a whole case, from the commit to the mailbox.</summary>
public sealed class NoticeTests(MailApp mail) : IClassFixture<MailApp>
{
    private const string Ready = "Something is ready";
    private const string Opened = "Something has opened";

    [Fact]
    public async Task Both_hear_that_something_is_ready_the_first_hears_that_it_opened_and_at_night_nobody_hears_anything()
    {
        Until(12);
        var coach = await mail.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await mail.ConfirmAsync(couple.A.Email!);
        await mail.ConfirmAsync(couple.B.Email!);
        var round = await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await mail.Sink.GetAsync(couple.A.Email!, Ready);
        await mail.Sink.GetAsync(couple.B.Email!, Ready);

        // A private answer of one, then a pass of the other: it opens, and nothing of it is for the other.
        await couple.A.AnswerAsync(round, new { understood = "canary-text" }, audience: "me");
        await couple.B.DoAsync($"/api/rounds/{round}/pass", new { });
        await mail.Sink.GetAsync(couple.A.Email!, Opened);

        // A second round on the same day is worth no second mail.
        var second = await coach.AssignAsync(couple.CaseId, "guess-and-tell");
        Assert.NotEqual(round, second);
        await HeardAsync();
        await mail.LookAsync();
        Assert.Single(mail.Sink.To(couple.A.Email!), m => m.Subject == Ready);
        Assert.DoesNotContain(mail.Sink.To(couple.B.Email!), m => m.Subject == Opened);

        await SleepAsync(coach, couple.A, couple.B);
        await coach.AssignAsync(couple.CaseId, "weekly-pulse");
        await HeardAsync();
        await mail.LookAsync();
        Assert.Single(mail.Sink.To(couple.A.Email!), m => m.Subject == Ready);
        mail.App.Clock.Move(TimeSpan.FromHours(11));
        await mail.LookAsync();
        await mail.Sink.GetAsync(couple.A.Email!, Ready, n: 2);
        Assert.DoesNotContain(await mail.App.TextsAsync("select data::text from coach.mt_doc_mail_to_send"), row => row.Contains("canary", StringComparison.Ordinal) || row.Contains('@', StringComparison.Ordinal));
        Assert.DoesNotContain(mail.Sink.All, m => m.ToString().Contains("canary", StringComparison.Ordinal));
    }

    /// <summary>Whatever was committed has been looked at.</summary>
    private Task HeardAsync() => mail.App.Inside.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));

    private async Task SleepAsync(params Client[] people)
    {
        Until(23);
        foreach (var person in people)
            await person.SignInAsync(person.Email!, CoachApp.Password);
    }

    /// <summary>The clock goes on to that hour where the couple lives.</summary>
    private void Until(int hour)
    {
        var local = LocalDay.At(mail.App.Clock.GetUtcNow(), "Europe/Madrid");
        var by = TimeSpan.FromHours(hour) - TimeSpan.FromTicks(local.TickOfDay);
        mail.App.Clock.Move(by > TimeSpan.Zero ? by : by + TimeSpan.FromDays(1));
    }
}
