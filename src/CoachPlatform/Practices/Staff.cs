namespace CoachPlatform.Practices;

/// <summary>The personal row of a member of staff. Events carry <c>StaffId</c> only. Not tenanted: looked up at sign-in.</summary>
/// <param name="Roles">Empty once the person has left; the name stays, since the ledger and old comments show it.</param>
/// <param name="LeftAt">Since when the person has no place in the practice any more.</param>
public sealed record StaffMember(Guid Id, string Tenant, Guid PersonId, string Name, IReadOnlyList<Role> Roles, DateTimeOffset? LeftAt = null)
{
    public bool Active => LeftAt is null;

    /// <summary>Whether this person may have cases now.</summary>
    public bool Coaches => Active && Roles.Contains(Role.Coach);

    public bool Supervises => Active && Roles.Contains(Role.Supervisor);
}

/// <summary>Name and settings of a practice. A name is no event. Its id is the tenant.</summary>
/// <param name="Emergency">Whom somebody in danger can reach when nobody here is there; null until the owner has said.</param>
public sealed record PracticeProfile(string Id, string Name, string Zone, IReadOnlyList<EmergencyContact>? Emergency = null);

/// <param name="Name">Of a service or a person.</param>
/// <param name="Reach">A telephone number or an address, as it is to be shown.</param>
/// <param name="When">When somebody answers there; null for always.</param>
public sealed record EmergencyContact(string Name, string Reach, string? When = null);
