using Marten.Schema;

namespace CoachPlatform.Platform.Mail;

/// <summary>Which mails a person does not want.</summary>
/// <param name="Id">The PersonId.</param>
[SingleTenanted]
[DocumentAlias("mail_preference")]
public sealed record MailPreference(Guid Id, IReadOnlyList<MailKind> Off)
{
    public bool Wants(MailKind kind) => !kind.MayBeSwitchedOff() || !Off.Contains(kind);
}
