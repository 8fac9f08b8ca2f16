using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;

namespace CoachPlatform.IntegrationTests.Journeys;

/// <summary>One application and one browser for the journeys, which run one after another; each opens a practice of its own.</summary>
[CollectionDefinition(Name)]
public sealed class JourneysShare : ICollectionFixture<Browser>, ICollectionFixture<JourneyApp>
{
    public const string Name = "Journeys";
}

public sealed class JourneyApp(TestPostgres postgres) : IAsyncLifetime
{
    public CoachApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await CoachApp.StartAsync(postgres, "journeys");

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
