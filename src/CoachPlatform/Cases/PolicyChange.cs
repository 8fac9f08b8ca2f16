using CoachPlatform.Platform;

namespace CoachPlatform.Cases;

/// <summary>Another policy that the coach has put to both while one is in force.</summary>
/// <param name="AcceptedAt">The second acceptance; null until then.</param>
public sealed record PolicyChange(int Version, SecretsPolicy Policy, DateTimeOffset ProposedAt, DateTimeOffset? AcceptedAt = null)
{
    /// <summary>
    /// From when it holds, for everybody: the first morning after the second acceptance. At the instant itself it would tell the one who accepted
    /// last that the other had before. Null until both have.
    /// </summary>
    public DateTimeOffset? HoldsFrom(string zone) => AcceptedAt is { } at ? LocalDay.NextMorning(at, zone) : null;

    /// <summary>A proposal, or a policy that comes into force. The first of a case holds at once: nothing has begun that it could change.</summary>
    public static CaseGate Fold(CaseGate gate, object @event, DateTimeOffset at) => (@event, gate) switch
    {
        (SecretsPolicyProposed e, { PolicyInForce: null }) => gate with { ProposedPolicy = e.PolicyVersion, Policy = e.Policy },
        (SecretsPolicyProposed e, _) => After(gate, e, at),
        (SecretsPolicyInForce e, { NextPolicy: { } next }) => gate with { PolicyInForce = e.PolicyVersion, NextPolicy = next with { AcceptedAt = at } },
        (SecretsPolicyInForce e, _) => gate with { PolicyInForce = e.PolicyVersion },
        _ => gate,
    };

    /// <summary>What both had accepted holds now; to propose what is in force anyway takes the standing proposal back.</summary>
    private static CaseGate After(CaseGate gate, SecretsPolicyProposed e, DateTimeOffset at)
    {
        var holds = gate.NextPolicy is { AcceptedAt: not null } accepted ? accepted.Policy : gate.Policy;
        return gate with
        {
            Policy = holds,
            ProposedPolicy = e.PolicyVersion,
            NextPolicy = e.Policy == holds ? null : new PolicyChange(e.PolicyVersion, e.Policy, at),
        };
    }
}

/// <summary>Which policy a case has, at a moment.</summary>
public static class PolicyInTime
{
    /// <summary>The one that stands beside answers: in force now, or the one put to both while none is.</summary>
    public static SecretsPolicy PolicyAt(this CaseGate gate, DateTimeOffset now) =>
        gate.NextPolicy is { } next && next.HoldsFrom(gate.Zone) <= now ? next.Policy : gate.Policy;

    /// <summary>The other one that was proposed and does not hold yet; null where there is none.</summary>
    public static PolicyChange? PolicyToCome(this CaseGate gate, DateTimeOffset now) =>
        gate.NextPolicy is { } next && !(next.HoldsFrom(gate.Zone) <= now) ? next : null;

    /// <summary>The newest that was put to both, whether or not it holds.</summary>
    public static SecretsPolicy PolicyProposed(this CaseGate gate) => gate.NextPolicy?.Policy ?? gate.Policy;

    /// <summary>Whether there is something for this seat to accept, as far as its own acts tell.</summary>
    public static bool AsksForAcceptance(this CaseGate gate, Seat seat) =>
        gate.Joined(seat) && gate.Seats[seat].AcceptedPolicy != gate.ProposedPolicy && (gate.PolicyInForce is null || gate.NextPolicy is not null);
}
