using CoachPlatform.Answers;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.Mail;

namespace CoachPlatform.Notices;

/// <summary>
/// Before a notice goes out, which may be a night after it was queued: whether the person's own list still has it. What was done, closed or hidden
/// meanwhile gets no mail.
/// </summary>
public sealed class NoticeStillSo(ReadMyRounds rounds) : IStillSo
{
    public async Task<bool> AsksAsync(MailToSend mail, CancellationToken ct)
    {
        if (mail.Kind is not (MailKind.SomethingIsReady or MailKind.SomethingHasOpened))
            return true;
        var mine = (await rounds.ForAsync(new Member(mail.PersonId, SignIn: Guid.Empty), ct)).Rounds;
        return mail.Kind == MailKind.SomethingIsReady
            ? mine.Any(r => r is { Open: true, Part: MyPart.ToDo or MyPart.Reply or MyPart.SayDone })
            : mine.Count > 0;
    }
}
