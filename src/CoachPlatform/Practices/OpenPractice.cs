using CoachPlatform.Platform;
using CoachPlatform.Platform.SignIn;
using Marten;

namespace CoachPlatform.Practices;

/// <summary>Opens a practice with its first member of staff, who owns it and coaches. Done by whoever runs the installation, never over HTTP.</summary>
public sealed class OpenPractice(IDocumentStore store, NewAccounts accounts)
{
    public sealed record Opened(string Tenant, Guid StaffId, Guid PersonId);

    /// <returns>The practice, or what is wrong with the account, field by field.</returns>
    public async Task<(Opened? Opened, IReadOnlyDictionary<string, string[]> Errors)> Async(
        string practice, string zone, string coach, string email, string password, DateTimeOffset now, CancellationToken ct)
    {
        var (account, errors) = await accounts.PrepareAsync(email, password, now);
        if (string.IsNullOrWhiteSpace(practice))
            errors["practice"] = ["The practice needs a name."];
        if (string.IsNullOrWhiteSpace(coach))
            errors["name"] = ["The coach needs a name."];
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            errors["zone"] = ["This is not a time zone we know. Try Europe/Madrid."];
        if (account is null || errors.Count > 0)
            return (null, errors);
        var practiceId = Ids.New(now);
        var tenant = practiceId.ToString("N");
        var staffId = Ids.New(now);
        await using var session = store.LightweightSession(tenant);
        session.SetHeader("actor", "system");
        session.Events.StartStream(practiceId, Decide(practiceId, staffId));
        session.Insert(new PracticeProfile(tenant, practice.Trim(), zone));
        session.Insert(new StaffMember(staffId, tenant, account.Id, coach.Trim(), [Role.Owner, Role.Coach]));
        accounts.Insert(session, account);
        await session.SaveChangesAsync(ct);
        return (new Opened(tenant, staffId, account.Id), errors);
    }

    /// <summary>A further coach of a practice, for installations with more than one.</summary>
    public async Task<(Opened? Opened, IReadOnlyDictionary<string, string[]> Errors)> AddCoachAsync(
        string tenant, string coach, string email, string password, DateTimeOffset now, CancellationToken ct)
    {
        var (account, errors) = await accounts.PrepareAsync(email, password, now);
        if (account is null)
            return (null, errors);
        var staffId = Ids.New(now);
        await using var session = store.LightweightSession(tenant);
        session.SetHeader("actor", "system");
        session.Events.Append(Guid.ParseExact(tenant, "N"), new StaffJoined(staffId, Role.Coach));
        session.Insert(new StaffMember(staffId, tenant, account.Id, coach.Trim(), [Role.Coach]));
        accounts.Insert(session, account);
        await session.SaveChangesAsync(ct);
        return (new Opened(tenant, staffId, account.Id), errors);
    }

    public static IReadOnlyList<object> Decide(Guid practiceId, Guid staffId) =>
        [new PracticeOpened(practiceId), new StaffJoined(staffId, Role.Owner), new StaffJoined(staffId, Role.Coach)];
}
