using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Cases;

/// <summary>The keys of a case: one for what belongs to both, one for the practice's own words, and one per seat from its joining on.</summary>
internal static class CaseKeys
{
    public static void ForCase(IDocumentSession session, KeyRing ring, Guid caseId, DateTimeOffset now)
    {
        KeyRows.Add(session, ring.New(Ids.New(now), KeyKind.Joint, session.TenantId, KeyScopes.Joint(caseId)));
        KeyRows.Add(session, ring.New(Ids.New(now), KeyKind.Practice, session.TenantId, KeyScopes.Practice(caseId)));
    }

    public static KeyRow ForSeat(IDocumentSession session, KeyRing ring, Guid caseId, Seat seat, DateTimeOffset now)
    {
        var row = ring.New(Ids.New(now), KeyKind.Seat, session.TenantId, KeyScopes.Seat(caseId, seat));
        KeyRows.Add(session, row);
        return row;
    }
}
