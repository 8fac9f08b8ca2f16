using CoachPlatform.Consent;
using CoachPlatform.Platform;
using CoachPlatform.Privacy;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Cases;

public static class CasesSetup
{
    private static readonly StoredEvents Events = new()
    {
        ["case-opened-v1"] = typeof(CaseOpened),
        ["seat-invited-v1"] = typeof(SeatInvited),
        ["invitation-revoked-v1"] = typeof(InvitationRevoked),
        ["seat-joined-v1"] = typeof(SeatJoined),
        ["data-consent-given-v1"] = typeof(DataConsentGiven),
        ["secrets-policy-proposed-v1"] = typeof(SecretsPolicyProposed),
        ["secrets-policy-accepted-v1"] = typeof(SecretsPolicyAccepted),
        ["secrets-policy-in-force-v1"] = typeof(SecretsPolicyInForce),
        ["case-paused-v1"] = typeof(CasePaused),
        ["case-resumed-v1"] = typeof(CaseResumed),
        ["seat-rested-v1"] = typeof(SeatRested),
        ["seat-returned-v1"] = typeof(SeatReturned),
        ["seat-left-v1"] = typeof(SeatLeft),
        ["leaving-told-v1"] = typeof(LeavingTold),
        ["case-separated-v1"] = typeof(CaseSeparated),
        ["case-closed-v1"] = typeof(CaseClosed),
        ["seat-released-v1"] = typeof(SeatReleased),
        ["data-consent-withdrawn-v1"] = typeof(DataConsentWithdrawn),
        ["coach-changed-v1"] = typeof(CoachChanged),
        ["history-opened-v1"] = typeof(HistoryOpened),
        ["supervision-allowed-v1"] = typeof(SupervisionAllowed),
        ["supervision-ended-v1"] = typeof(SupervisionEnded),
        ["legal-hold-placed-v1"] = typeof(LegalHoldPlaced),
        ["legal-hold-lifted-v1"] = typeof(LegalHoldLifted),
    };

    public static void AddCases(this StoreOptions options)
    {
        Events.AddTo(options);
        options.Projections.Add(new CaseGates([.. Events.Values, .. ConsentSetup.Events.Values, .. SafetySetup.HoldEvents.Values, .. PrivacySetup.CaseEvents.Values, .. ReleasesSetup.Events.Values]), ProjectionLifecycle.Inline);
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
    /// <param name="events">Its own stream's. Without the list every write to any stream would look here for a document.</param>
    public CaseGates(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override CaseGate? Evolve(CaseGate? snapshot, Guid id, IEvent e) => CaseGate.Fold(snapshot, e.Data, e.Timestamp);
}
