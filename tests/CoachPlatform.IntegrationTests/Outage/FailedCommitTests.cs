using CoachPlatform.AccessLedger;
using CoachPlatform.Cases;
using CoachPlatform.IntegrationTests.Support;
using CoachPlatform.Platform;
using CoachPlatform.Platform.SignIn;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Marten.Publishing;
using Wolverine.Runtime;

namespace CoachPlatform.IntegrationTests.Outage;

/// <summary>
/// A unit of work that fails at its last statement leaves nothing of its first, whatever it failed at and however its session was opened: events,
/// inline state, documents and rows of the vault are one transaction.
/// </summary>
public sealed class FailedCommitTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    public enum Session
    {
        /// <summary>As for joining and for the ledger.</summary>
        Own,

        /// <summary>The same, with the case's stream held from before the decision.</summary>
        OwnHoldingTheCase,

        /// <summary>As every endpoint with an <c>Idempotency-Key</c> gets it.</summary>
        Outbox,

        /// <summary>The same, with the case's stream held from before the decision.</summary>
        OutboxHoldingTheCase,
    }

    public enum Fails
    {
        /// <summary>A unique index.</summary>
        NameTaken,

        /// <summary>A document whose id is there already.</summary>
        DocumentTwice,

        /// <summary>A primary key, in plain SQL.</summary>
        RowTwice,

        /// <summary>A check of the database, in plain SQL.</summary>
        RowImpossible,

        /// <summary>Somebody appended meanwhile.</summary>
        StreamMovedOn,

        /// <summary>A stream whose id is there already.</summary>
        StreamTwice,
    }

    public static MatrixTheoryData<Session, Fails> All => new(Enum.GetValues<Session>(), Enum.GetValues<Fails>());

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_commit_that_fails_leaves_nothing(Session how, Fails at)
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        var (invitation, _) = await coach.InviteAsync(caseId, Seat.A);
        await using var scope = fixture.App.Inside.CreateAsyncScope();
        var before = await fixture.App.FingerprintAsync();

        await using (var session = await OpenAsync(scope.ServiceProvider, how, coach.Tenant!, caseId))
        {
            Work(session, coach, caseId);
            Break(session, at, coach, caseId, invitation);
            await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(before, await fixture.App.FingerprintAsync());

        // The same without its last statement is taken, so what failed above was that statement and nothing before it.
        await using (var session = await OpenAsync(scope.ServiceProvider, how, coach.Tenant!, caseId))
        {
            Work(session, coach, caseId);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotEqual(before, await fixture.App.FingerprintAsync());
        Assert.Equal(1, await fixture.App.EventsOfAsync(caseId, "invitation-revoked-v1"));
    }

    [Fact]
    public async Task The_sequence_numbers_that_a_failed_commit_had_taken_are_filled_with_tombstones_and_with_nothing_else()
    {
        var coach = await fixture.App.OpenPracticeAsync();
        var caseId = (await coach.DoAsync("/api/cases", new { labels = new { A = "Ana", B = "Ben" } })).GetProperty("caseId").GetGuid();
        await using var scope = fixture.App.Inside.CreateAsyncScope();
        var events = await fixture.App.EventsAsync(coach.Tenant!);

        await using (var session = await OpenAsync(scope.ServiceProvider, Session.OwnHoldingTheCase, coach.Tenant!, caseId))
        {
            Work(session, coach, caseId);
            Break(session, Fails.NameTaken, coach, caseId, invitation: default);
            await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        // They are written by a transaction of the store's own, at some moment after the failure.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (await fixture.App.AskAsync("select count(*) from coach.mt_events where type = 'tombstone' and tenant_id = @p", coach.Tenant!) is not 2L)
            limit.Token.ThrowIfCancellationRequested();
        Assert.Equal(events, await fixture.App.EventsAsync(coach.Tenant!));
    }

    private static async Task<IDocumentSession> OpenAsync(IServiceProvider services, Session how, string tenant, Guid caseId)
    {
        var session = how is Session.Own or Session.OwnHoldingTheCase
            ? services.GetRequiredService<IDocumentStore>().LightweightSession(tenant)
            : services.GetRequiredService<OutboxedSessionFactory>().OpenSession(new MessageContext(services.GetRequiredService<IWolverineRuntime>()), tenant);
        if (how is Session.OwnHoldingTheCase or Session.OutboxHoldingTheCase)
            Assert.NotNull((await session.Events.FetchForExclusiveWriting<CaseGate>(caseId, TestContext.Current.CancellationToken)).Aggregate);
        return session;
    }

    /// <summary>Something of each kind: an event with its inline state, a second stream, a document, a row of the vault.</summary>
    private static void Work(IDocumentSession session, Client coach, Guid caseId)
    {
        session.Events.Append(caseId, new InvitationRevoked(caseId, Guid.NewGuid()));
        session.Events.Append(Guid.NewGuid(), new AnswersOpened(caseId, ReaderKind.Coach, coach.StaffId, null, Routes.Api, [], Guid.NewGuid()));
        session.Insert(new OpenedInSitting(Guid.NewGuid()));
        Row(Guid.NewGuid(), coach, caseId).Insert(session);
    }

    private static void Break(IDocumentSession session, Fails at, Client coach, Guid caseId, Guid invitation)
    {
        switch (at)
        {
            case Fails.NameTaken:
                session.Insert(new Account { Id = Guid.NewGuid(), SignInName = coach.Email!, NormalizedName = coach.Email!.ToUpperInvariant() });
                break;
            case Fails.DocumentTwice:
                session.Insert(new SeatHolder(SeatHolder.IdOf(session.TenantId, caseId, Seat.A), session.TenantId, caseId, Seat.A, null, "Ana"));
                break;
            case Fails.RowTwice:
                Row(invitation, coach, caseId).Insert(session);
                break;
            case Fails.RowImpossible:
                session.QueueSqlCommand("update vault.invitations set tenant = null where id = ?", invitation);
                break;
            case Fails.StreamMovedOn:
                session.Events.Append(Guid.Parse(coach.Tenant!), 2, new InvitationRevoked(caseId, Guid.NewGuid()));
                break;
            case Fails.StreamTwice:
                session.Events.StartStream(Guid.Parse(coach.Tenant!), new InvitationRevoked(caseId, Guid.NewGuid()));
                break;
        }
    }

    private static Invitation Row(Guid id, Client coach, Guid caseId) =>
        new(id, coach.Tenant!, caseId, Seat.B, new OneTimeHashes([1, 2, 3], id.ToByteArray()), DateTimeOffset.UnixEpoch, null, null);
}
