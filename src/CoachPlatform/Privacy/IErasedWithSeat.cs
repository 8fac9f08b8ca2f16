using CoachPlatform.Cases;
using Marten;

namespace CoachPlatform.Privacy;

/// <param name="PersonId">Who sat there; null where nobody is known any more.</param>
/// <param name="AccountGoes">The person has no other place, so that nothing of theirs remains.</param>
public sealed record ErasedSeat(string Tenant, Guid CaseId, Seat Seat, Guid? PersonId, bool AccountGoes);

/// <summary>
/// What a capability keeps of a person besides sealed words. Every capability with personal rows registers one; it queues their removal on the session
/// in which the key is destroyed, so that both commit together. Carried out again, it finds nothing.
/// </summary>
public interface IErasedWithSeat
{
    Task RemoveAsync(IDocumentSession session, ErasedSeat who, CancellationToken ct);
}
