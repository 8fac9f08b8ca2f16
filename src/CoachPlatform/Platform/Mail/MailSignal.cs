using Marten;
using Marten.Services;

namespace CoachPlatform.Platform.Mail;

/// <summary>Wakes the sender of this node after mails were queued, by a request or by a projection's batch. Other nodes look for themselves.</summary>
public sealed class MailSignal : IDocumentSessionListener, IChangeListener
{
    private readonly Wake queued = new();

    public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.OfType<MailToSend>().Any())
            queued.Call();
        return Task.CompletedTask;
    }

    public Task BeforeCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;

    public Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;

    public void DocumentLoaded(object id, object document)
    {
        // Only committed rows matter here.
    }

    public void DocumentAddedForStorage(object id, object document)
    {
        // Only committed rows matter here.
    }

    /// <summary>Until something was queued, at the latest after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => queued.WaitAsync(atMost, ct);
}
