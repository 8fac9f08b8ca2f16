using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Cases;

public static class CasesSetup
{
    public static void AddCases(this StoreOptions options)
    {
        var events = options.Events;
        events.MapEventType<CaseOpened>("case-opened-v1");
        events.MapEventType<SeatInvited>("seat-invited-v1");
        events.MapEventType<InvitationRevoked>("invitation-revoked-v1");
        events.MapEventType<SeatJoined>("seat-joined-v1");
        events.MapEventType<DataConsentGiven>("data-consent-given-v1");
        events.MapEventType<SecretsPolicyProposed>("secrets-policy-proposed-v1");
        events.MapEventType<SecretsPolicyAccepted>("secrets-policy-accepted-v1");
        events.MapEventType<SecretsPolicyInForce>("secrets-policy-in-force-v1");

        options.Projections.Add(new CaseGates(), ProjectionLifecycle.Inline);
        options.Schema.For<CaseGate>().DocumentAlias("casegate");
        options.Schema.For<SeatHolder>().SingleTenanted().DocumentAlias("seatholder")
            .Duplicate(h => h.CaseId, pgType: "uuid")
            .Duplicate(h => h.PersonId!, pgType: "uuid")
            .UniqueIndex("seatholder_person_once_per_case", h => h.CaseId, h => h.PersonId!);
    }
}

/// <summary>Keeps <see cref="CaseGate"/> in the transaction of the events it is folded from.</summary>
public sealed class CaseGates : SingleStreamProjection<CaseGate, Guid>
{
    public override CaseGate? Evolve(CaseGate? snapshot, Guid id, IEvent e) => CaseGate.Fold(snapshot, e.Data, e.Timestamp);
}
