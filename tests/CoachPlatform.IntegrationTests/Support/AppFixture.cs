using CoachPlatform.IntegrationTests.Platform;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>
/// One application for all facts of a class. Each fact opens practices of its own, so that none sees another's rows. Copies are made when a fact says so.
/// </summary>
public sealed class AppFixture(TestPostgres postgres) : IAsyncLifetime
{
    public CoachApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await CoachApp.StartAsync(postgres, "facts", ("Coach:Library", TopicPack.Folder), ("Coach:Exports:EverySeconds", "86400"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
