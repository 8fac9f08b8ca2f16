using System.Security.Cryptography;
using System.Text;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Web.Couple;

namespace CoachPlatform.Specs.Web;

/// <summary>
/// What people agreed to is kept as a version, and the version means these words. Whoever changes words here gives them a new version; a line of this
/// table is added and never changed.
/// </summary>
public sealed class AgreementTextSpecs
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["terms-2026-11"] = "b212a75158377ac5",
        ["data-consent-2026-11"] = "3bea264b8b836f00",
        ["terms-2026-11-23"] = "79751bc2a63409d2",
        ["data-consent-2026-11-23"] = "c0445c273887d060",
        // What the two policies mean is shown with the terms, and accepted under their version.
        ["terms-2026-11-23 policies"] = "4d0201b38fbef4a1",
        ["topics-2026-11"] = "7cd9921ce436e823",
    };

    [Fact]
    public void the_words_of_a_version_never_change() =>
        Assert.Equal(Words, Shown().ToDictionary(t => t.Version, t => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(t.Text)))[..16]));

    [Fact]
    public void what_is_shown_now_is_among_them()
    {
        Assert.Equal(JoinSeat.Terms, AgreementTexts.Terms.Version);
        Assert.Equal(JoinSeat.Consent, AgreementTexts.Consent.Version);
        Assert.Contains(Topics.TextVersion, Words.Keys);
        Assert.Null(AgreementTexts.Of("terms-of-somebody-else"));
    }

    [Fact]
    public void nothing_that_people_agree_to_names_anybody() =>
        Assert.All(AgreementTexts.All.SelectMany(t => t.Paragraphs), p => Assert.DoesNotContain("{", p, StringComparison.Ordinal));

    [Fact]
    public void before_joining_it_is_said_what_stays_for_the_other() =>
        Assert.Contains(AgreementTexts.Terms.Paragraphs, p => p.Contains("stays for the other", StringComparison.Ordinal));

    private static IEnumerable<(string Version, string Text)> Shown() =>
    [
        .. AgreementTexts.All.Select(t => (t.Version, string.Join('\n', [t.Title, .. t.Paragraphs]))),
        ($"{JoinSeat.Terms} policies", string.Join('\n', Enum.GetValues<SecretsPolicy>().Select(p => $"{PolicyLook.Title(p)}: {PolicyLook.Words(p, "{0}")}"))),
        (Topics.TextVersion, string.Join('\n', Topics.All.Select(t => $"{t}: {PrivacyLook.Covers(t)}"))),
    ];
}
