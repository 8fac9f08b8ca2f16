using Marten;

namespace CoachPlatform.Platform.Mail;

/// <summary>
/// That somebody has changed how they sign in is told to them and to nobody else: where two accounts hold the address, the other one could read that
/// they now keep something to themselves.
/// </summary>
public sealed class ToOneReader(IDocumentStore store) : IStillSo
{
    public async Task<bool> AsksAsync(MailToSend mail, CancellationToken ct)
    {
        if (mail.Kind != MailKind.SignInWasChanged)
            return true;
        await using var session = store.QuerySession();
        return await ContactAddress.LoadAsync(session, mail.PersonId, ct) is { } contact && !await contact.IsSharedAsync(session, ct);
    }
}
