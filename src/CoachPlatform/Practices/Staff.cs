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
public sealed record PracticeProfile(string Id, string Name, string Zone);
