using CoachPlatform.Platform.EmbeddedPostgres;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Platform.SignIn;
using Microsoft.Extensions.Configuration;

namespace CoachPlatform.Specs.Mail;

public class MailSpecs
{
    private static readonly DateTimeOffset Now = Couple.Now;

    public static TheoryData<MailKind> Kinds => [.. Enum.GetValues<MailKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void what_a_list_of_mails_shows_is_neutral_and_every_kind_says_something_else(MailKind kind)
    {
        var text = MailText.Of(kind);
        foreach (var word in new[] { "coach", "couple", "partner", "relationship", "exercise", "answer", "practice", "therap", "consent", "safe", "{" })
            Assert.DoesNotContain(word, $"{text.Subject} {text.Lead} {text.More}", StringComparison.OrdinalIgnoreCase);
        Assert.Single(Enum.GetValues<MailKind>(), other => MailText.Of(other).Subject == text.Subject);
        Assert.DoesNotContain("http", text.Html("/x").Replace("/x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;", text.Html("<"), StringComparison.Ordinal);
    }

    [Fact]
    public void a_mail_that_fails_waits_longer_each_time_and_is_parked_once_it_is_not_worth_sending()
    {
        var mail = MailOutbox.New(Guid.Empty, Guid.Empty, MailKind.PasswordWasReset, Now, Now);
        var (at, pause) = (Now, TimeSpan.Zero);
        while (mail.Failed(at) is { Next: { } next } waits)
        {
            Assert.True(next - at >= pause, $"{next - at} after {pause}");
            (mail, pause, at) = (waits, next - at, next);
        }

        Assert.InRange(mail.Attempts, 10, 60);
        Assert.Equal(MailEnd.Parked, mail.Failed(at).End);
        Assert.True(at - Now > TimeSpan.FromDays(3));
    }

    [Fact]
    public void nothing_but_the_question_goes_to_an_address_that_was_not_confirmed()
    {
        var given = new ContactAddress(Guid.Empty, "ana@couple.example", ContactAddress.Normalize("ana@couple.example"));

        Assert.Equal([MailKind.CoachLook, MailKind.ConfirmAddress], Enum.GetValues<MailKind>().Where(k => given.For(k) is not null));
        Assert.Equal("ana@couple.example", given.AfterConfirming(Now).For(MailKind.SomethingIsReady));
        Assert.Null(given.AfterConfirming(Now).For(MailKind.ConfirmAddress));
    }

    [Fact]
    public void another_address_is_used_once_it_is_confirmed_and_the_one_before_is_told()
    {
        var confirmed = new ContactAddress(Guid.Empty, "ana@old.example", "ANA@OLD.EXAMPLE", Now);
        var waiting = confirmed.AfterGiving("ana@new.example");

        Assert.Equal("ana@old.example", waiting.For(MailKind.SomethingIsReady));
        Assert.Equal("ana@new.example", waiting.For(MailKind.ConfirmAddress));
        var after = waiting.AfterConfirming(Now);
        Assert.Equal("ana@new.example", after.For(MailKind.SomethingIsReady));
        Assert.Equal("ana@old.example", after.For(MailKind.AddressWasChanged));
        // Given again as it was: nothing waits any more, and nobody is told anything.
        Assert.Equal(confirmed, waiting.AfterGiving("ANA@old.example"));
        var none = confirmed.AfterGiving("");
        Assert.Equal([MailKind.AddressWasChanged], Enum.GetValues<MailKind>().Where(k => none.For(k) is not null));
    }

    [Theory]
    [InlineData("ana@couple.example", true)]
    [InlineData("ana", true)]
    [InlineData("Ana and the harbour", true)]
    [InlineData("an", false)]
    [InlineData("ana@", false)]
    [InlineData("@couple.example", false)]
    [InlineData("ana@couple@example", false)]
    [InlineData("ana b@couple.example", false)]
    [InlineData("ana\u0007na", false)]
    [InlineData("a,b@couple.example", false)]
    public void a_sign_in_name_is_an_address_or_a_name_of_ones_own(string name, bool may) => Assert.Equal(may, SignInNames.MayBe(name));

    [Fact]
    public void a_chosen_name_brings_no_address_unless_one_is_given()
    {
        Assert.Null(ContactAddress.Of(new CoachPlatform.Platform.SignIn.Account { SignInName = "ana" }).Address);
        Assert.Equal("both@couple.example", ContactAddress.Of(new CoachPlatform.Platform.SignIn.Account { SignInName = "ana" }, " both@couple.example ").Address);
        Assert.Equal("ana@couple.example", ContactAddress.Of(new CoachPlatform.Platform.SignIn.Account { SignInName = "ana@couple.example" }, "").Address);
    }

    [Fact]
    public void a_link_works_for_its_token_and_its_address_alone_and_holds_neither()
    {
        var (link, token) = OneTimeLink.New(Guid.Empty, LinkPurpose.ConfirmAddress, Now, "ana@couple.example");

        Assert.True(link.Matches(token));
        Assert.False(link.Matches(token + "x"));
        Assert.False(link.Matches(null));
        Assert.True(link.IsAbout("ANA@couple.example"));
        Assert.False(link.IsAbout("ben@couple.example"));
        Assert.False(link.IsAbout(null));
        Assert.DoesNotContain(token, System.Text.Json.JsonSerializer.Serialize(link), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), OneTimeLink.New(Guid.Empty, LinkPurpose.ResetByMail, Now).Link.Expires - Now);
        Assert.Equal(TimeSpan.FromHours(24), OneTimeLink.New(Guid.Empty, LinkPurpose.ResetByCoach, Now).Link.Expires - Now);
    }

    [Theory]
    [InlineData("Coach:Mail:From")]
    [InlineData("Coach:Site")]
    [InlineData("Coach:Mail:Tls")]
    [InlineData("Coach:Mail:Port")]
    [InlineData("Coach:Mail:PasswordFile")]
    public void a_mail_server_without_what_it_needs_stops_the_start_and_names_what_is_missing(string key)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Coach:Mail:Host"] = "mail.example",
            ["Coach:Mail:From"] = "Post <post@site.example>",
            ["Coach:Site"] = "https://site.example",
        };
        Assert.Equal((587, MailTls.StartTls), (Of(settings).Port, Of(settings).Tls));
        settings[key] = key is "Coach:Mail:From" or "Coach:Site" ? "" : "/not/so";

        Assert.Equal(StartRefusal.MailMisnamed, Assert.Throws<StartRefused>(() => Of(settings)).Reason);
    }

    [Theory]
    [InlineData("\ufffe@couple.example")]
    [InlineData("ana@\uffff.example")]
    [InlineData("ana\ufffe")]
    public void what_no_text_may_have_is_in_no_address_and_no_name(string name)
    {
        Assert.False(Addresses.IsOne(name));
        Assert.False(SignInNames.MayBe(name));
    }

    [Fact]
    public void without_a_server_nothing_is_asked_for() => Assert.Null(Of([]).Host);

    private static MailOptions Of(Dictionary<string, string?> settings) => MailOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
