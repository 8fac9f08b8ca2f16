using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Specs;

/// <summary>The store's options as the product makes them, for its serializer and its names. No database is behind it.</summary>
internal static class StoreUnderTest
{
    public static StoreOptions Options { get; } = Make();

    /// <summary>Stored name and type of every event of the product; the store brings one of its own, which is left out.</summary>
    public static IReadOnlyDictionary<string, Type> Events { get; } = ((IReadOnlyStoreOptions)Options).Events.AllKnownEventTypes()
        .Where(e => e.EventType.Assembly == typeof(Store).Assembly)
        .ToDictionary(e => e.EventTypeName, e => e.EventType);

    private static StoreOptions Make()
    {
        var options = new StoreOptions();
        options.Configure(TimeProvider.System);
        return options;
    }
}
