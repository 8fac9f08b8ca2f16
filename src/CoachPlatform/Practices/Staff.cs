namespace CoachPlatform.Practices;

/// <summary>The personal row of a member of staff. Events carry <c>StaffId</c> only. Not tenanted: looked up at sign-in.</summary>
public sealed record StaffMember(Guid Id, string Tenant, Guid PersonId, string Name, IReadOnlyList<Role> Roles);

/// <summary>Name and settings of a practice. A name is no event. Its id is the tenant.</summary>
public sealed record PracticeProfile(string Id, string Name, string Zone);
