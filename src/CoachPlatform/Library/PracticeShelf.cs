using CoachPlatform.Platform.Http;
using CoachPlatform.Practices;
using Marten;

namespace CoachPlatform.Library;

/// <summary>The library as the person who asks has it.</summary>
public sealed class PracticeShelf(IDocumentStore store, Memberships memberships, LibraryShelf shelf)
{
    /// <param name="member">Staff of a practice.</param>
    public Task<PracticeLibrary> ForAsync(Member member, CancellationToken ct) => OfAsync(member.Tenant!, ct);

    /// <summary>For whoever is signed in: a coach has the practice's own exercises too, anybody else those that were shipped.</summary>
    public async Task<PracticeLibrary> OfferedAsync(Member member, CancellationToken ct) => await OfferedToAsync(await CoachAsync(member, ct), ct);

    /// <param name="coach">As <see cref="CoachAsync"/> gives it.</param>
    public async Task<PracticeLibrary> OfferedToAsync(Member? coach, CancellationToken ct) =>
        coach is null ? new PracticeLibrary(shelf.Shipped, []) : await OfAsync(coach.Tenant!, ct);

    /// <summary>The place in which whoever is signed in is a coach; null when in none.</summary>
    public async Task<Member?> CoachAsync(Member member, CancellationToken ct) =>
        (await memberships.OfAsync(member.PersonId, member.SignIn, ct)).FirstOrDefault(p => p.StaffId is not null && p.Roles!.Contains(Role.Coach));

    private async Task<PracticeLibrary> OfAsync(string tenant, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        return await shelf.ForAsync(session, ct);
    }
}
