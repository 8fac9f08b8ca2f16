using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Specs;

/// <summary>The store's options as the product makes them, for its serializer and its names. No database is behind it.</summary>
internal static class StoreUnderTest
{
    public static StoreOptions Options { get; } = Make();

    private static StoreOptions Make()
    {
        var options = new StoreOptions();
        options.Configure(TimeProvider.System);
        return options;
    }
}
