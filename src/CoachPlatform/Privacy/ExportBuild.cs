using System.Globalization;
using System.Text.Json;
using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using CoachPlatform.Privacy.Releases;
using CoachPlatform.Safety;
using JasperFx.Events;
using Marten;

namespace CoachPlatform.Privacy;

/// <summary>Collects what goes into one export, as things stand now. What cannot be put on record is not read, and then there is no export.</summary>
public sealed class ExportBuild(
    IDocumentStore store, ExportRounds rounds, MyLedger ledger, ReleaseBuild releases, ReadMyTold told, ISayQuestions questions, TimeProvider clock)
{
    /// <param name="progress">Told how many rounds are in, of how many.</param>
    /// <returns>The data, and what of others is in it; null when whoever asked has no place in the case any more.</returns>
    public async Task<(ExportData Data, IReadOnlyList<string> Shown)?> RunAsync(string tenant, ExportJob job, Func<int, int, Task> progress, CancellationToken ct)
    {
        if (job.Release is { } release)
            return await releases.RunAsync(tenant, job, release, progress, ct);
        await using var session = store.QuerySession(tenant);
        if (await session.LoadAsync<CaseGate>(job.CaseId, ct) is not { } gate || await MemberAsync(session, tenant, job, gate, ct) is not { } member)
            return null;
        var madeAt = clock.GetUtcNow();
        var ids = (await session.Query<Round>().Where(r => r.CaseId == job.CaseId).ToListAsync(ct))
            .Where(r => member.Seat is not { } seat || !gate.Hides(r, seat))
            .OrderBy(r => r.OpenedAt).ThenBy(r => r.Id).Select(r => r.Id).ToList();
        var exported = new List<ExportRound>();
        var shown = new List<string>();
        await progress(0, ids.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            var (round, lines) = await rounds.OfAsync(member, ids[i], ct);
            if (round is not null)
                exported.Add(round);
            shown.AddRange(lines);
            await progress(i + 1, ids.Count);
        }

        var names = (await Names.OfCasesAsync(session, [job.CaseId], ct)).GetValueOrDefault(job.CaseId) ?? new Dictionary<Seat, string>();
        var kind = member.Seat is null ? ExportKind.Case : ExportKind.Person;
        var manifest = new ExportManifest(
            ExportManifest.FormatName, ExportManifest.Newest, kind, job.Id, madeAt, gate.Zone,
            (await session.LoadAsync<PracticeProfile>(tenant, ct))?.Name ?? "", (await session.LoadAsync<StaffMember>(gate.Coach, ct))?.Name ?? "", ExportManifest.LeftOutOf(kind, job.WithSafety));
        var account = member.Seat is null ? null : await session.LoadAsync<Account>(member.PersonId, ct);
        var own = new ExportCase(job.CaseId, names, member.Seat, account?.SignInName, member.Seat is { } seat ? gate.Seats[seat].JoinedAt : null);
        var decided = DecidedBy(member, await session.Events.FetchStreamAsync(job.CaseId, token: ct));
        var data = new ExportData(manifest, own, decided, exported, member.Seat is null ? [] : await ReadingsAsync(member, ct));
        return (job.WithSafety && member.Seat is not null ? data with { Told = await ToldAsync(member, ct) } : data, shown);
    }

    /// <summary>The one who asked, in the place they have now. The export's own id stands for the sitting, so that a build begun anew adds no line.</summary>
    internal static async Task<Member?> MemberAsync(IQuerySession session, string tenant, ExportJob job, CaseGate gate, CancellationToken ct)
    {
        if (job.Seat is { } seat)
            return await session.LoadAsync<SeatHolder>(SeatHolder.IdOf(tenant, job.CaseId, seat), ct) is { PersonId: { } person }
                ? new Member(person, job.Id, tenant, CaseId: job.CaseId, Seat: seat)
                : null;
        return gate.Coach == job.StaffId && await session.LoadAsync<StaffMember>(gate.Coach, ct) is { } staff && staff.Roles.Contains(Role.Coach)
            ? new Member(staff.PersonId, job.Id, tenant, staff.Id, staff.Roles, job.CaseId)
            : null;
    }

    /// <summary>What this person told, and who has read it: their own words alone, so there is nothing for the ledger.</summary>
    private async Task<IReadOnlyList<ExportTold>> ToldAsync(Member member, CancellationToken ct) =>
        await told.InCaseAsync(member, ct) is { } mine ? ExportTold.Of(mine, questions) : [];

    private async Task<IReadOnlyList<ExportReading>> ReadingsAsync(Member member, CancellationToken ct) =>
    [
        .. (await ledger.ForAsync(member, ct)).Lines.Where(l => l.CaseId == member.CaseId)
            .Select(l => new ExportReading(l.Reader, l.Kind, l.Route, l.At, l.Title, l.StepTitle) { Supervising = l.Supervising ? true : null }),
    ];

    /// <summary>Of the case's stream what one reader did there: by seat, or by the hand of this member of staff. Whatever its shape, only words of a closed vocabulary.</summary>
    public static IReadOnlyList<ExportDecided> DecidedBy(Member member, IEnumerable<IEvent> stream) =>
    [
        .. SinceTheirs(member, stream).Where(e => member.Seat is { } seat ? e.Data.GetType().GetProperty("Seat")?.GetValue(e.Data) is Seat of && of == seat : e.GetHeader("actor") as string == member.Actor)
            .Select(e => new ExportDecided(WithoutVersion(e.EventTypeName), e.Timestamp, DetailsOf(e.Data))),
    ];

    /// <summary>What was before a seat was let go belongs to somebody else.</summary>
    private static IEnumerable<IEvent> SinceTheirs(Member member, IEnumerable<IEvent> stream)
    {
        var all = stream.ToList();
        return all.Skip(1 + all.FindLastIndex(e => e.Data is SeatReleased released && released.Seat == member.Seat));
    }

    private static Dictionary<string, string> DetailsOf(object @event) => @event.GetType().GetProperties()
        .Where(p => p.Name != "Seat")
        .Select(p => (Name: JsonNamingPolicy.CamelCase.ConvertName(p.Name), Words: Words(p.GetValue(@event))))
        .Where(p => p.Words is not null)
        .ToDictionary(p => p.Name, p => p.Words!);

    private static string? Words(object? value) => value switch
    {
        string text => text,
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IEnumerable<string> many => string.Join(' ', many),
        _ => null,
    };

    private static string WithoutVersion(string stored) => stored[..stored.LastIndexOf("-v", StringComparison.Ordinal)];
}
