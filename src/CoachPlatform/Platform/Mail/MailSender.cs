using MailKit.Net.Smtp;
using Marten;
using Npgsql;

namespace CoachPlatform.Platform.Mail;

/// <summary>Asked right before a mail goes out: whether what it says is still so.</summary>
public interface IStillSo
{
    Task<bool> AsksAsync(MailToSend mail, CancellationToken ct);
}

/// <summary>
/// Sends what is due. The row is locked from before the mail is handed over until it is marked as sent, so that of any number of senders on any
/// number of nodes one sends it; only a process that dies in between leaves it to be sent once more.
/// </summary>
/// <remarks><c>Coach:Mail:EverySeconds</c>: how long between two looks when nothing wakes it; 15 when not set.</remarks>
public sealed partial class MailSender(
    IDocumentStore store, IMailTransport transport, ComposeMail compose, IEnumerable<IStillSo> checks, MailSignal signal, TimeProvider clock, IConfiguration configuration, ILogger<MailSender> log)
    : BackgroundService
{
    private const string Claim = $"select id from {Store.Schema}.mt_doc_mail_to_send where next <= @now order by next limit 1 for update skip locked";

    private readonly SemaphoreSlim looking = new(1);

    /// <summary>One look: sends everything that is due, until there is no more or the server does not take it. On one node, one after the other.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        IMailLine? line = null;
        await looking.WaitAsync(ct);
        try
        {
            while (true)
            {
                await using var session = store.LightweightSession();
                await session.BeginTransactionAsync(ct);
                if (await ClaimAsync(session, ct) is not { } row)
                    return;
                var after = row;
                try
                {
                    after = await SendAsync(session, row, async () => line ??= await transport.OpenAsync(ct), ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested && e is not NpgsqlException)
                {
                    after = Failed(row, e);
                }

                session.Update(after);
                // What the server has taken is marked as sent even while the application stops.
                await session.SaveChangesAsync(CancellationToken.None);
                if (after.Attempts > row.Attempts && after.Next is not null)
                    return;
            }
        }
        finally
        {
            looking.Release();
            if (line is not null)
                await line.DisposeAsync();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        looking.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var between = TimeSpan.FromSeconds(configuration.GetValue("Coach:Mail:EverySeconds", 15.0));
        if (transport is NoTransport)
            NoServer(log);
        try
        {
            while (true)
            {
                try
                {
                    await LookAsync(stoppingToken);
                    await TidyAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    CouldNotLook(log, e.GetType().Name);
                }

                await signal.WaitAsync(between, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task<MailToSend?> ClaimAsync(IDocumentSession session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Claim);
        command.Parameters.Add(new NpgsqlParameter("now", clock.GetUtcNow()));
        Guid? id = null;
        await using (var rows = await session.ExecuteReaderAsync(command, ct))
            if (await rows.ReadAsync(ct))
                id = rows.GetGuid(0);
        return id is { } claimed ? await session.LoadAsync<MailToSend>(claimed, ct) : null;
    }

    /// <summary>The row as it stands after the mail was sent, or was found to be of no use.</summary>
    private async Task<MailToSend> SendAsync(IDocumentSession session, MailToSend row, Func<Task<IMailLine>> line, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (row.Due + row.Kind.WorthFor() < now)
            return row.Ended(MailEnd.Parked, now);
        if (await session.LoadAsync<MailPreference>(row.PersonId, ct) is { } wishes && !wishes.Wants(row.Kind))
            return row.Ended(MailEnd.Dropped, now);
        foreach (var check in checks)
            if (!await check.AsksAsync(row, ct))
                return row.Ended(MailEnd.Dropped, now);
        var contact = await ContactAddress.LoadAsync(session, row.PersonId, ct);
        if (compose.Of(row, contact, now) is not var (mail, link))
            return row.Ended(MailEnd.Dropped, now);
        var open = await line();
        if (link is not null)
            await KeepAsync(link, ct);
        await open.SendAsync(mail, CancellationToken.None);
        if (row.Kind == MailKind.AddressWasChanged)
            session.Store(contact! with { Former = null });
        return row.Ended(MailEnd.Sent, now);
    }

    /// <summary>Before the mail is handed over, since it may be read at once. A link that was never sent is known to nobody.</summary>
    private async Task KeepAsync(OneTimeLink link, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        link.Insert(session);
        await session.SaveChangesAsync(ct);
    }

    private MailToSend Failed(MailToSend row, Exception e)
    {
        var now = clock.GetUtcNow();
        // The server is there and will never take this one.
        var refused = e is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 };
        var after = refused ? row.Ended(MailEnd.Parked, now) : row.Failed(now);
        if (after.End == MailEnd.Parked)
            GivenUp(log, row.Kind, row.Id, Named(e));
        else if (e is not NoMailServer)
            NotSent(log, row.Kind, row.Id, Named(e));
        return after;
    }

    /// <summary>The kind of a failure. What a server answers may name an address, so it is not said.</summary>
    private static string Named(Exception e) => e is SmtpCommandException smtp ? $"{(int)smtp.StatusCode} {smtp.ErrorCode}" : e.GetType().Name;

    private async Task TidyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var old = now - MailToSend.Kept;
        await using var session = store.LightweightSession();
        session.DeleteWhere<MailToSend>(m => m.EndedAt != null && m.EndedAt < old);
        OneTimeLink.Tidy(session, now);
        await session.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail server is configured (Coach:Mail:Host). Nobody gets mails; a password is reset by a recovery code or by a coach's link.")]
    private static partial void NoServer(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail ({Kind}, {Id}) was not sent: {Problem}. It is tried again.")]
    private static partial void NotSent(ILogger log, MailKind kind, Guid id, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail ({Kind}, {Id}) was given up: {Problem}")]
    private static partial void GivenUp(ILogger log, MailKind kind, Guid id, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be asked: {Problem}")]
    private static partial void CouldNotLook(ILogger log, string problem);
}
