using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Web.Coach;

/// <summary>What stands around every coach page: whose practice it is, who is signed in, and where the practice's clock is.</summary>
public sealed record CoachFrame(string Practice, string Person, string Zone, DateTimeOffset Now);

public sealed class ReadCoachFrame(IDocumentStore store, TimeProvider clock)
{
    public async Task<CoachFrame> ForAsync(Member member, CancellationToken ct)
    {
        await using var session = store.QuerySession(member.Tenant!);
        var practice = await session.LoadAsync<PracticeProfile>(member.Tenant!, ct);
        var coach = await session.LoadAsync<StaffMember>(member.StaffId!.Value, ct);
        return new CoachFrame(practice?.Name ?? "", coach?.Name ?? "", practice?.Zone ?? "Etc/UTC", clock.GetUtcNow());
    }
}
