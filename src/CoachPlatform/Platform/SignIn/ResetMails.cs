using System.Threading.Channels;
using CoachPlatform.Platform.Mail;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.SignIn;

/// <summary>
/// Looks up, behind the back of whoever asked, whether a name belongs to an account that a reset may be mailed to. The one who asks gets the same
/// answer in the same time, so nothing is told of who has an account here.
/// </summary>
public sealed partial class ResetMails(IDocumentStore store, ILookupNormalizer normalizer, TimeProvider clock, ILogger<ResetMails> log) : BackgroundService
{
    /// <summary>Asked again within it, no second mail goes out.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    // What does not fit is asked again by its person; a queue without end would be filled by somebody else.
    private readonly Channel<string> asked = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="name">Without spaces around it. What cannot be a name is nobody's.</param>
    public void Ask(string name)
    {
        if (SignInNames.MayBe(name))
            asked.Writer.TryWrite(name);
    }

    /// <summary>Whom a reset may be mailed to: the one account of that name, or that alone has that address, if its address was confirmed and is nobody else's.</summary>
    public static async Task<Guid?> PersonOfAsync(IQuerySession session, string name, string? normalizedName, CancellationToken ct)
    {
        var account = await session.Query<Account>().FirstOrDefaultAsync(a => a.NormalizedName == normalizedName, ct);
        var contact = account is null ? null : await ContactAddress.LoadAsync(session, account.Id, ct);
        if (account is null)
        {
            var normalized = ContactAddress.Normalize(name);
            contact = await session.Query<ContactAddress>().Where(c => c.Normalized == normalized).Take(2).ToListAsync(ct) is [var only] ? only : null;
        }

        return contact is { Confirmed: true } && !await contact.IsSharedAsync(session, ct) ? contact.Id : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var name in asked.Reader.ReadAllAsync(stoppingToken))
                await TryAsync(name, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TryAsync(string name, CancellationToken ct)
    {
        try
        {
            var now = clock.GetUtcNow();
            await using var session = store.LightweightSession();
            if (await PersonOfAsync(session, name, normalizer.NormalizeName(name), ct) is not { } person)
                return;
            var id = Ids.Named("reset", person.ToString("N"), (now.UtcTicks / Between.Ticks).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (await session.LoadAsync<MailToSend>(id, ct) is not null)
                return;
            session.Insert(MailOutbox.New(id, person, MailKind.ResetPassword, now, now));
            await session.SaveChangesAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotQueued(log, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reset that was asked for could not be queued: {Problem}")]
    private static partial void NotQueued(ILogger log, string problem);
}
