namespace CoachPlatform.Cases;

/// <summary>
/// The personal row of a seat: the only link from events to a person. Erasure deletes it, and nothing in any stream points at anybody.
/// Not tenanted, since a person is looked up before the practice is known.
/// </summary>
/// <param name="Id">Name id over case and seat.</param>
/// <param name="PersonId">Null until somebody has joined.</param>
/// <param name="Name">The coach's label until then, afterwards what the person calls themselves.</param>
public sealed record SeatHolder(Guid Id, string Tenant, Guid CaseId, Seat Seat, Guid? PersonId, string Name)
{
    public static Guid IdOf(string tenant, Guid caseId, Seat seat) => Platform.Ids.Named(tenant, caseId.ToString("N"), "seat", seat.ToString());
}
