using CoachPlatform.Platform;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace CoachPlatform.Safety;

public static class SafetySetup
{
    /// <summary>Events of the case's own stream; the gate is folded from them too.</summary>
    internal static StoredEvents HoldEvents { get; } = new()
    {
        ["hold-placed-v1"] = typeof(HoldPlaced),
        ["hold-lifted-v1"] = typeof(HoldLifted),
    };

    private static readonly StoredEvents Events = new()
    {
        ["safety-asked-v1"] = typeof(SafetyAsked),
        ["safety-answered-v1"] = typeof(SafetyAnswered),
        ["concern-raised-v1"] = typeof(ConcernRaised),
        ["concern-taken-up-v1"] = typeof(ConcernTakenUp),
        ["concern-noted-v1"] = typeof(ConcernNoted),
        ["concern-closed-v1"] = typeof(ConcernClosed),
    };

    public static void AddSafety(this StoreOptions options)
    {
        HoldEvents.AddTo(options);
        Events.AddTo(options);
        options.Projections.Add(new SeatSafeties(Events.Values), ProjectionLifecycle.Inline);
        options.Schema.For<SeatSafety>().DocumentAlias("seat_safety");
    }

    public static void AddSafety(this IServiceCollection services)
    {
        services.AddSingleton<ReadSafety>();
        services.AddSingleton<OpenSafety>();
        services.AddSingleton<ReadMySafety>();
        services.AddSingleton<ReadMyTold>();
    }
}

/// <summary>Keeps <see cref="SeatSafety"/> in the transaction of the events it is folded from.</summary>
public sealed class SeatSafeties : SingleStreamProjection<SeatSafety, Guid>
{
    public SeatSafeties(IEnumerable<Type> events) => IncludedEventTypes.AddRange(events);

    public override SeatSafety? Evolve(SeatSafety? snapshot, Guid id, IEvent e) => e.Data is ISafetyEvent safety ? SeatSafety.Fold(snapshot, id, safety, e.Timestamp) : snapshot;
}
