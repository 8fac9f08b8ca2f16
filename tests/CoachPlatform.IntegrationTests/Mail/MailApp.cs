using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Mail;

/// <summary>The application with a mail server, and its outbox looked at by hand where a test says so.</summary>
public sealed class MailApp(TestPostgres postgres) : IAsyncLifetime
{
    public CoachApp App { get; private set; } = null!;

    public SmtpSink Sink { get; } = new();

    public async ValueTask InitializeAsync() => App = await CoachApp.StartAsync(postgres, "mail", Sink.Settings);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Sink.DisposeAsync();
    }

    public Task LookAsync() => App.Inside.GetRequiredService<MailSender>().LookAsync(TestContext.Current.CancellationToken);

    public async Task<Guid> PersonOfAsync(Client client) => (await client.ReadAsync("/api/me")).GetProperty("personId").GetGuid();

    public async Task QueueAsync(Guid person, MailKind kind, int times = 1)
    {
        await using var session = App.Inside.GetRequiredService<IDocumentStore>().LightweightSession();
        for (var i = 0; i < times; i++)
            MailOutbox.Queue(session, person, kind, App.Clock.GetUtcNow());
        await session.SaveChangesAsync();
    }

    /// <summary>Follows the link of the mail that asked whether this address is theirs.</summary>
    public async Task ConfirmAsync(string address)
    {
        var (path, token) = (await Sink.GetAsync(address, "Please confirm this address")).Link();
        await App.Stranger().DoAsync($"/api/addresses/{path.Split('/')[^1]}/confirm", new { token });
    }

    public Task<IReadOnlyList<string>> RowsAsync(Guid person) =>
        App.TextsAsync($"select data->>'kind' || ' ' || coalesce(data->>'end', 'waits ' || (data->>'attempts')) from coach.mt_doc_mail_to_send where person_id = '{person}' order by 1");
}
