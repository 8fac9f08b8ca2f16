using System.Net;
using CoachPlatform.IntegrationTests.SignIn;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Mail;

namespace CoachPlatform.IntegrationTests.Mail;

/// <summary>A person's own mails: where they go, which come, and what only Development has.</summary>
public sealed class MyMailTests(MailApp mail, AppFixture plain) : IClassFixture<MailApp>, IClassFixture<AppFixture>
{
    [Fact]
    public async Task Another_address_is_asked_for_a_confirmation_is_used_only_after_it_and_the_old_one_is_told()
    {
        var ana = (await (await mail.App.OpenPracticeAsync()).OpenCaseAsync()).A;
        await mail.ConfirmAsync(ana.Email!);
        var address = $"{Guid.NewGuid():N}@new.example";
        mail.App.Clock.Move(TimeSpan.FromMinutes(30));
        await ana.RefusedAsync("/api/my/address", new { address }, 403, "confirm-first");
        await ana.DoAsync("/api/my/confirm", new { password = CoachApp.Password });
        await ana.RefusedAsync("/api/my/address", new { address = "not one" }, 422, "fields-invalid");
        await ana.DoAsync("/api/my/address", new { address });

        var (path, token) = (await mail.Sink.GetAsync(address, "Please confirm this address")).Link();
        var mine = await ana.ReadAsync("/api/my/mail");
        Assert.Equal((ana.Email, address), (mine.GetProperty("address").GetString(), mine.GetProperty("waiting").GetString()));
        await mail.App.Stranger().DoAsync($"/api/addresses/{path.Split('/')[^1]}/confirm", new { token });
        await mail.Sink.GetAsync(ana.Email!, "Your mails go to another address now");
        mine = await ana.ReadAsync("/api/my/mail");

        Assert.Equal((address, true), (mine.GetProperty("address").GetString(), mine.GetProperty("confirmed").GetBoolean()));
        await mail.App.Stranger().RefusedAsync($"/api/addresses/{path.Split('/')[^1]}/confirm", new { token }, 410, "link-spent");
    }

    [Fact]
    public async Task What_a_person_has_switched_off_does_not_come_and_what_guards_the_account_does()
    {
        var coach = await mail.App.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await mail.ConfirmAsync(couple.A.Email!);
        await coach.AssignAsync(couple.CaseId, "something-i-understood");
        await couple.A.DoAsync("/api/my/mail", new { ready = false, opened = true });
        Assert.False((await couple.A.ReadAsync("/api/my/mail")).GetProperty("ready").GetBoolean());
        var person = await mail.PersonOfAsync(couple.A);
        await mail.QueueAsync(person, MailKind.SomethingIsReady);
        await mail.QueueAsync(person, MailKind.SomethingHasOpened);
        await mail.QueueAsync(person, MailKind.PasswordWasReset);
        await mail.Sink.GetAsync(couple.A.Email!, "Your password was changed");
        await mail.Sink.GetAsync(couple.A.Email!, "Something has opened");
        await mail.LookAsync();

        Assert.DoesNotContain(mail.Sink.To(couple.A.Email!), m => m.Subject == "Something is ready");
    }

    [Fact]
    public async Task A_change_of_how_somebody_signs_in_is_told_to_them_but_not_where_another_reads_the_mailbox_too()
    {
        const string told = "The way you sign in was changed";
        var couple = await (await mail.App.OpenPracticeAsync()).OpenCaseAsync();
        var other = await mail.App.OpenPracticeAsync();
        await mail.ConfirmAsync(couple.A.Email!);
        await mail.ConfirmAsync(couple.B.Email!);
        await couple.A.DoAsync("/api/my/password", new { password = "kettle lamp ninety river" });
        await mail.LookAsync();
        Assert.Single(mail.Sink.To(couple.A.Email!), m => m.Subject == told);
        await couple.A.TurnOnSecondStepAsync(mail.App);
        await couple.A.DoAsync("/api/my/second-step/recovery-codes", new { });
        await couple.A.MakePasskeyAsync();
        await mail.LookAsync();
        Assert.Equal(4, mail.Sink.To(couple.A.Email!).Count(m => m.Subject == told));

        // That somebody else has given the address is enough, confirmed or not.
        await other.DoAsync("/api/my/address", new { address = couple.B.Email });
        await couple.B.DoAsync("/api/my/password", new { password = "kettle lamp ninety river" });
        await mail.LookAsync();
        Assert.DoesNotContain(mail.Sink.To(couple.B.Email!), m => m.Subject == told);
        Assert.Contains("SignInWasChanged Dropped", await mail.RowsAsync(await mail.PersonOfAsync(couple.B)));
    }

    [Fact]
    public async Task The_page_of_what_would_have_been_sent_is_there_only_without_a_server()
    {
        var coach = await plain.App.OpenPracticeAsync();
        var shown = await (await plain.App.Stranger().GetAsync("/dev/outbox")).Content.ReadAsStringAsync();
        Assert.Contains("Outbox", shown, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await mail.App.Stranger().GetAsync("/dev/outbox")).StatusCode);
        Assert.True((await coach.ReadAsync("/api/my/mail")).GetProperty("sends").GetBoolean());
    }
}
