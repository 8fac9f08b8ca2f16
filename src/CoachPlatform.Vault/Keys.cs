namespace CoachPlatform.Vault;

/// <summary>
/// What a key is for. Seat, joint, practice and person keys are wrapped by the master, sub-keys by their seat's key. The installation signs with one of
/// its own, which is no data key.
/// </summary>
public enum KeyKind { Seat, SubKey, Joint, Practice, Person, Signing }

/// <summary>A row of <c>vault.keys</c>. The wrapped bytes are useless without the master key, and destroying the row destroys what it sealed.</summary>
/// <param name="Scope">What the key is bound to, as associated data of its wrapping: a row moved elsewhere does not open.</param>
/// <param name="Parent">For a sub-key, the seat key that wraps it.</param>
/// <param name="Master">Fingerprint of the master key, for rows wrapped by it.</param>
public sealed record KeyRow(Guid Id, KeyKind Kind, string Tenant, string Scope, Guid? Parent, string? Master, byte[] Wrapped);

/// <summary>Where key rows live. Implemented over the session that also carries the events, so that both commit together.</summary>
public interface IKeyRows
{
    /// <summary>The rows that still exist, with their parents; a destroyed key is simply missing.</summary>
    Task<IReadOnlyDictionary<Guid, KeyRow>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
