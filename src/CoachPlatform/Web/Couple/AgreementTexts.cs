using CoachPlatform.Cases;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Couple;

/// <summary>Words that a person agreed to, as they were shown. Without names: the same words for everybody who is shown this version.</summary>
public sealed record AgreementText(string Version, string Title, IReadOnlyList<string> Paragraphs);

/// <summary>
/// Every text that was ever put to a person, by its version. The words of a version never change: whoever agreed to it can read what they agreed to.
/// Other words are another version, added here and named in <see cref="JoinSeat"/>.
/// </summary>
public static class AgreementTexts
{
    public static IReadOnlyList<AgreementText> All =>
    [
        new("terms-2026-11", AgreementWords.Terms1_Title, [AgreementWords.Terms1_1]),
        new("data-consent-2026-11", AgreementWords.Consent1_Title, [AgreementWords.Consent1_1, AgreementWords.Consent1_2, AgreementWords.Consent1_3, AgreementWords.Consent1_4]),
        new(
            "terms-2026-11-23", AgreementWords.Terms2_Title,
            [
                AgreementWords.Terms2_1, AgreementWords.Terms2_2, AgreementWords.Terms2_3, AgreementWords.Terms2_4, AgreementWords.Terms2_5,
                AgreementWords.Terms2_6, AgreementWords.Terms2_7, AgreementWords.Terms2_8, AgreementWords.Terms2_9,
            ]),
        new(
            "data-consent-2026-11-23", AgreementWords.Consent2_Title,
            [
                AgreementWords.Consent2_1, AgreementWords.Consent2_2, AgreementWords.Consent2_3, AgreementWords.Consent2_4, AgreementWords.Consent2_5,
                AgreementWords.Consent2_6, AgreementWords.Consent2_7,
            ]),
    ];

    public static AgreementText Terms => Of(JoinSeat.Terms)!;

    public static AgreementText Consent => Of(JoinSeat.Consent)!;

    public static AgreementText? Of(string version) => All.FirstOrDefault(t => t.Version == version);
}

/// <summary>How confidences are handled, in words for a partner. Pure.</summary>
public static class PolicyLook
{
    public static string Title(SecretsPolicy policy) => policy switch
    {
        SecretsPolicy.None => AgreementWords.Policy_None_Title,
        SecretsPolicy.Limited => AgreementWords.Policy_Limited_Title,
    };

    public static string Words(SecretsPolicy policy, string coach) => policy switch
    {
        SecretsPolicy.None => AgreementWords.Policy_None.With(coach),
        SecretsPolicy.Limited => AgreementWords.Policy_Limited.With(coach),
    };

    /// <summary>What is said beside the choice of sharing something with the coach alone.</summary>
    public static string Beside(SecretsPolicy policy, string coach, string other) => policy switch
    {
        SecretsPolicy.None => AgreementWords.Beside_None.With(coach, other),
        SecretsPolicy.Limited => AgreementWords.Beside_Limited.With(coach),
    };

    /// <summary>What would be different, neither praised nor warned of.</summary>
    public static string Change(MyPolicy mine, string coach) => mine switch
    {
        { InForce: false } => AgreementWords.Proposed_First,
        { Proposal.Policy: SecretsPolicy.None } => AgreementWords.Proposed_ToNone.With(coach),
        _ => AgreementWords.Proposed_ToLimited.With(coach),
    };
}
