using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Practices;

public static class PracticesSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["practice-opened-v1"] = typeof(PracticeOpened),
        ["staff-invited-v1"] = typeof(StaffInvited),
        ["staff-invitation-revoked-v1"] = typeof(StaffInvitationRevoked),
        ["staff-joined-v1"] = typeof(StaffJoined),
        ["role-changed-v1"] = typeof(RoleChanged),
        ["staff-left-v1"] = typeof(StaffLeft),
        ["retention-set-v1"] = typeof(RetentionSet),
        ["retention-applied-v1"] = typeof(RetentionApplied),
    };

    public static void AddPractices(this StoreOptions options)
    {
        Events.AddTo(options);
        // A practice's stream is short and seldom asked, and it may be older than this state: it is folded anew each time.
        options.Projections.Add(new PracticeStates(Events.Values), ProjectionLifecycle.Live);
        options.Schema.For<PracticeProfile>().SingleTenanted();
        options.Schema.For<StaffMember>().SingleTenanted()
            .Duplicate(s => s.PersonId, pgType: "uuid")
            .Duplicate(s => s.Tenant, pgType: "text");
    }
}

/// <summary>Folds <see cref="Practice"/> for the command that asks.</summary>
public sealed class PracticeStates : SingleStreamProjection<Practice, Guid>
{
    public PracticeStates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override Practice? Evolve(Practice? snapshot, Guid id, IEvent e) => Practice.Fold(snapshot, e.Data);
}
