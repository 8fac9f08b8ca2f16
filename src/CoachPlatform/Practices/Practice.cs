namespace CoachPlatform.Practices;

// These records are the storage format. Their stored names stand in PracticesSetup.

public sealed record PracticeOpened(Guid PracticeId);

/// <param name="Roles">What the person will be; at least one.</param>
public sealed record StaffInvited(Guid InvitationId, IReadOnlyList<Role> Roles, DateTimeOffset Expires);

public sealed record StaffInvitationRevoked(Guid InvitationId);

/// <summary>One for each role that the person begins with.</summary>
/// <param name="InvitationId">The invitation that was used; null for who came with the practice or from its operator.</param>
public sealed record StaffJoined(Guid StaffId, Role Role, Guid? InvitationId = null);

/// <param name="Roles">All that the person has from now on; at least one.</param>
public sealed record RoleChanged(Guid StaffId, IReadOnlyList<Role> Roles);

/// <summary>The person has no place in the practice any more. Cases that were theirs have no coach until somebody is given them.</summary>
public sealed record StaffLeft(Guid StaffId);

public enum Role { Owner, Coach, Supervisor }

/// <summary>Who works in a practice, in which roles, and which invitations stand. Folded from its stream when a command asks.</summary>
/// <param name="Staff">By <c>StaffId</c>: those who are there now.</param>
/// <param name="Left">Those who were there.</param>
/// <param name="Invitations">By id: those that were neither used nor taken back.</param>
public sealed record Practice(
    Guid Id,
    IReadOnlyDictionary<Guid, IReadOnlyList<Role>> Staff,
    IReadOnlyList<Guid> Left,
    IReadOnlyDictionary<Guid, StaffInvited> Invitations)
{
    /// <summary>Folds one event of the practice's stream; events it does not know leave it as it was.</summary>
    public static Practice? Fold(Practice? practice, object @event) => (@event, practice) switch
    {
        (PracticeOpened e, _) => new Practice(e.PracticeId, new Dictionary<Guid, IReadOnlyList<Role>>(), [], new Dictionary<Guid, StaffInvited>()),
        (_, null) => null,
        (StaffInvited e, _) => practice with { Invitations = new Dictionary<Guid, StaffInvited>(practice.Invitations) { [e.InvitationId] = e } },
        (StaffInvitationRevoked e, _) => practice.Without(e.InvitationId),
        (StaffJoined e, _) => practice.Without(e.InvitationId).With(e.StaffId, [.. practice.Staff.GetValueOrDefault(e.StaffId, []), e.Role]),
        (RoleChanged e, _) => practice.With(e.StaffId, e.Roles),
        (StaffLeft e, _) => practice with { Staff = practice.Staff.Where(s => s.Key != e.StaffId).ToDictionary(), Left = [.. practice.Left, e.StaffId] },
        _ => practice,
    };

    /// <summary>Whether nobody else owns the practice.</summary>
    public bool IsLastOwner(Guid staffId) => Staff.Where(s => s.Value.Contains(Role.Owner)).Select(s => s.Key).SequenceEqual([staffId]);

    private Practice With(Guid staffId, IReadOnlyList<Role> roles) =>
        this with { Staff = new Dictionary<Guid, IReadOnlyList<Role>>(Staff) { [staffId] = [.. roles.Distinct().Order()] } };

    private Practice Without(Guid? invitationId) => this with { Invitations = Invitations.Where(i => i.Key != invitationId).ToDictionary() };
}
