using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Safety;

public static class SafetySetup
{
    /// <summary>Events of the case's own stream; the gate is folded from them too.</summary>
    internal static StoredEvents HoldEvents { get; } = new()
    {
        ["hold-placed-v1"] = typeof(HoldPlaced),
        ["hold-lifted-v1"] = typeof(HoldLifted),
    };

    public static void AddSafety(this StoreOptions options) => HoldEvents.AddTo(options);
}
