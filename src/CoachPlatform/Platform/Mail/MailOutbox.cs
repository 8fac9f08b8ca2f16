using Marten;

namespace CoachPlatform.Platform.Mail;

/// <summary>Where a mail begins: a row in the caller's own unit of work, so that it is there if, and only if, what it is about is.</summary>
public static class MailOutbox
{
    /// <summary>Queues a mail to a person. It is sent soon after the session has been saved, if the person has an address that may be used for it.</summary>
    public static void Queue(IDocumentOperations session, Guid personId, MailKind kind, DateTimeOffset now) =>
        session.Insert(New(Ids.New(now), personId, kind, now, now));

    /// <summary>A mail that is sent from <paramref name="due"/> on, under an id that its cause gives it.</summary>
    public static MailToSend New(Guid id, Guid personId, MailKind kind, DateTimeOffset now, DateTimeOffset due) =>
        new(id, personId, kind, now.AsStored(), due.AsStored(), due.AsStored());

    /// <summary>What erasing a person's account removes here: mails, address, wishes and links.</summary>
    public static void Forget(IDocumentOperations session, Guid personId)
    {
        session.DeleteWhere<MailToSend>(m => m.PersonId == personId);
        session.Delete<ContactAddress>(personId);
        session.Delete<MailPreference>(personId);
        OneTimeLink.Forget(session, personId);
    }
}
