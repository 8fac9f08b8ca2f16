using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Platform.SignIn;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>Who sits there, and by which link they came.</summary>
public sealed class RowsOfSeat : IErasedWithSeat
{
    public Task RemoveAsync(IDocumentSession session, ErasedSeat who, CancellationToken ct)
    {
        session.Delete<SeatHolder>(SeatHolder.IdOf(who.Tenant, who.CaseId, who.Seat));
        session.QueueSqlCommand("delete from vault.invitations where case_id = ? and seat = ?", who.CaseId, who.Seat.ToString());
        return Task.CompletedTask;
    }
}

/// <summary>The account of somebody who has no other place: with it the key of their drafts, their sessions and passkeys, and what was to be mailed to them.</summary>
public sealed class RowsOfAccount : IErasedWithSeat
{
    public async Task RemoveAsync(IDocumentSession session, ErasedSeat who, CancellationToken ct)
    {
        if (who is not { AccountGoes: true, PersonId: { } person })
            return;
        if (await session.LoadAsync<Account>(person, ct) is { } account)
        {
            await KeyRows.DestroyAsync(session, [account.DraftKeyId, .. account.SecondStep is { } step ? [step.Secret.Key] : Array.Empty<Guid>()], ct);
            session.Delete(account);
        }

        session.DeleteWhere<SignInSession>(s => s.PersonId == person);
        session.DeleteWhere<Passkey>(p => p.PersonId == person);
        MailOutbox.Forget(session, person);
    }
}
