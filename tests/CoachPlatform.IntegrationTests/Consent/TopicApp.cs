using CoachPlatform.Assignments;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Consent;

/// <summary>The application with exercises on topics, and a calendar that is asked by hand.</summary>
public sealed class TopicApp(TestPostgres postgres) : IAsyncLifetime
{
    public CoachApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        App = await CoachApp.StartAsync(postgres, "topics", ("Coach:Clock:EverySeconds", "3600"), ("Coach:Library", TopicPack.Folder));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Two nights go by, so that whatever opened in between is offered, and the calendar looks; everybody signs in again, as they must.</summary>
    public async Task NextMorningAsync(params IEnumerable<Client> people)
    {
        App.Clock.Move(TimeSpan.FromHours(48));
        await App.Inside.GetRequiredService<Clockwork>().LookAsync(TestContext.Current.CancellationToken);
        foreach (var person in people)
            await person.SignInAsync(person.Email!, CoachApp.Password);
    }
}
