using System.Net;
using CoachPlatform.IntegrationTests.Platform;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Live;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.IntegrationTests.Live;

/// <summary>Nobody goes on listening in a session that has ended, whichever node holds the connection.</summary>
public sealed class SignedOutTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly (string, string)[] Several = [("Coach:SeveralNodes", "true")];

    private CoachApp first = null!;
    private CoachApp second = null!;

    public async ValueTask InitializeAsync()
    {
        first = await CoachApp.StartAsync(postgres, "signed_out", Several);
        second = await CoachApp.StartOnAsync(first.ConnectionString, Several);
    }

    public async ValueTask DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Signing_out_ends_what_listens_in_that_session_at_once_here_and_with_the_next_look_elsewhere()
    {
        var coach = await first.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        var elsewhere = await first.SignInAsync(coach.Email!);
        await using var here = await ListenAsync(first, coach, "/hubs/coach");
        await using var there = await ListenAsync(second, coach, "/hubs/coach");
        await using var others = await ListenAsync(first, elsewhere, "/hubs/coach");
        await using var othersThere = await ListenAsync(second, elsewhere, "/hubs/coach");
        await using var anas = await ListenAsync(second, couple.A, "/hubs/couple");

        await coach.DoAsync("/api/sign-out", new { });
        await here.ClosedAsync();
        await LookAsync(second);
        await there.ClosedAsync();

        await LookAsync(first);
        // A call that comes back says that the connection was there all the time: an end would have come first.
        await others.CatchUpAsync();
        await othersThere.CatchUpAsync();
        await anas.CatchUpAsync();
    }

    [Fact]
    public async Task A_new_security_stamp_ends_every_connection_of_the_person_and_no_others()
    {
        var coach = await first.OpenPracticeAsync();
        var couple = await coach.OpenCaseAsync();
        await using var coachs = await ListenAsync(first, coach, "/hubs/coach");
        await using var anas = await ListenAsync(first, couple.A, "/hubs/couple");
        await using var anasThere = await ListenAsync(second, couple.A, "/hubs/couple");

        await first.AskAsync("update coach.mt_doc_account set data = jsonb_set(data, '{securityStamp}', '\"another\"') where data->>'signInName' = @p", couple.A.Email!);
        await LookAsync(first);
        await LookAsync(second);

        await anas.ClosedAsync();
        await anasThere.ClosedAsync();
        await coachs.CatchUpAsync();
    }

    [Fact]
    public async Task A_session_that_runs_out_takes_its_connection_with_it()
    {
        // The server ends connections by the machine's clock: the session begins so long ago that it runs out in a moment.
        var before = -first.Clock.Ahead - SignIns.Lasts + TimeSpan.FromSeconds(5);
        first.Clock.Move(before);
        var coach = await first.OpenPracticeAsync();
        await using var listener = await ListenAsync(first, coach, "/hubs/coach");

        await listener.ClosedAsync();

        first.Clock.Move(-before);
        await Assert.ThrowsAsync<HttpRequestException>(() => ListenAsync(first, coach, "/hubs/coach"));
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_a_minute_after_signing_out()
    {
        var coach = await first.OpenPracticeAsync();
        await coach.ReadAsync("/api/me");
        var copy = new Client(second);
        copy.Cookies.Add(coach.Cookies.GetAllCookies());

        await coach.DoAsync("/api/sign-out", new { });
        second.Clock.Move(TimeSpan.FromSeconds(61));

        using var response = await copy.GetAsync("/api/me");
        await Problem.OfAsync(response, 401, "sign-in");
        var again = await first.SignInAsync(coach.Email!);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/me")).StatusCode);
    }

    private static Task LookAsync(CoachApp node) => node.Inside.GetRequiredService<OpenConnections>().LookAsync(TestContext.Current.CancellationToken);

    private static async Task<Listener> ListenAsync(CoachApp node, Client client, string hub)
    {
        var listener = new Listener(new HubConnectionBuilder().WithUrl(new Uri(node.Address, hub), options => options.Cookies = client.Cookies).Build());
        await listener.CatchUpAsync(start: true);
        return listener;
    }

    private sealed class Listener : IAsyncDisposable
    {
        private readonly HubConnection connection;
        private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Listener(HubConnection connection)
        {
            this.connection = connection;
            connection.Closed += _ =>
            {
                closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public async Task CatchUpAsync(bool start = false)
        {
            if (start)
                await connection.StartAsync(TestContext.Current.CancellationToken);
            await connection.InvokeAsync("catchUp", new Dictionary<Guid, long>(), TestContext.Current.CancellationToken);
        }

        public Task ClosedAsync() => closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
