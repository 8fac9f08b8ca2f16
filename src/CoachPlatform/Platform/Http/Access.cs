using CoachPlatform.Cases;
using CoachPlatform.Practices;

namespace CoachPlatform.Platform.Http;

/// <summary>Who an endpoint is for. Every endpoint declares it; the application refuses to start with one that does not.</summary>
public enum For
{
    /// <summary>No session needed.</summary>
    Anyone,

    /// <summary>Anybody with a session, whatever their place.</summary>
    SignedIn,

    /// <summary>Somebody who works in some practice, in whatever role.</summary>
    Staff,

    /// <summary>The owner of the practice.</summary>
    Owner,

    /// <summary>A coach, for what is not about one case.</summary>
    Coach,

    /// <summary>The coach of the case that the route names.</summary>
    CoachOfCase,

    /// <summary>The coach of the case that the route names, or the owner of its practice, who reads nothing of it.</summary>
    CoachOrOwnerOfCase,

    /// <summary>The owner of the practice of the case that the route names, whoever coaches it.</summary>
    OwnerOfCase,

    /// <summary>A supervisor, for what is not about one case.</summary>
    Supervisor,

    /// <summary>A supervisor whom both partners of the case that the route names let read along.</summary>
    SupervisorOfCase,

    /// <summary>Somebody who sits in a seat of some case.</summary>
    Partner,

    /// <summary>A partner of the case that the route names.</summary>
    PartnerOfCase,

    /// <summary>The coach or a partner of the case that the route names.</summary>
    MemberOfCase,

    /// <summary>The coach, a partner or a supervisor of the case that the route names.</summary>
    ReaderOfCase,
}

/// <summary>Declares who an endpoint is for. Enforced by <see cref="Gatekeeper"/>, listed by the access matrix test.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AccessAttribute(For who) : Attribute
{
    public For Who => who;
}


/// <summary>Who is asking, and in which place, as the server knows it.</summary>
/// <param name="SignIn">The id of this sign-in session, for one ledger line per sitting.</param>
/// <param name="Tenant">The practice of the place; null for somebody without one.</param>
/// <param name="CaseId">The case in which this is a place: of a partner, of its coach, or of a supervisor who reads along.</param>
/// <param name="Seat">For a partner, in the case at hand.</param>
/// <param name="ReadsAlong">A supervisor in the case at hand, whom both partners let read.</param>
public sealed record Member(Guid PersonId, Guid SignIn, string? Tenant = null, Guid? StaffId = null, IReadOnlyList<Role>? Roles = null, Guid? CaseId = null, Seat? Seat = null, bool ReadsAlong = false)
{
    /// <summary>The <c>actor</c> header of events: a seat or a member of staff, never a person.</summary>
    public string Actor => Seat is { } seat ? $"seat:{seat}" : StaffId is { } staff ? $"staff:{staff}" : "system";

    public Answers.Reader Reader => Seat is { } seat ? new Answers.Reader.Partner(seat)
        : StaffId is { } staff ? ReadsAlong ? new Answers.Reader.Supervisor(staff) : new Answers.Reader.Coach(staff)
        : new Answers.Reader.Stranger();
}
