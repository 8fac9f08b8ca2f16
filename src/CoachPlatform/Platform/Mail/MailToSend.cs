using Marten.Schema;

namespace CoachPlatform.Platform.Mail;

/// <summary>
/// A mail that is still to be sent, or was lately. It says who and of what kind: words, names and addresses come together at sending and are kept nowhere.
/// </summary>
/// <param name="Due">When its sending begins.</param>
/// <param name="Next">When it is tried next; null once it was sent, is not wanted any more, or was given up.</param>
[SingleTenanted]
[DocumentAlias("mail_to_send")]
public sealed record MailToSend(Guid Id, Guid PersonId, MailKind Kind, DateTimeOffset Created, DateTimeOffset Due, DateTimeOffset? Next, int Attempts = 0, MailEnd? End = null, DateTimeOffset? EndedAt = null)
{
    /// <summary>How long a row stays after its end: long enough that what is queued again under the same id is known to have been sent.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(3);

    public MailToSend Ended(MailEnd end, DateTimeOffset now) => this with { Next = null, End = end, EndedAt = now };

    /// <summary>After an attempt that failed: tried again later, or parked once it is not worth it any more.</summary>
    public MailToSend Failed(DateTimeOffset now)
    {
        var next = now + MailRules.PauseAfter(Attempts + 1);
        return next > Due + Kind.WorthFor()
            ? Ended(MailEnd.Parked, now) with { Attempts = Attempts + 1 }
            : this with { Attempts = Attempts + 1, Next = next };
    }
}

/// <summary><c>Sent</c>: the server has taken it. <c>Dropped</c>: nobody wants it, or there is no address. <c>Parked</c>: given up, or refused for good.</summary>
public enum MailEnd { Sent, Dropped, Parked }
