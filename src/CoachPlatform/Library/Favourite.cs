using CoachPlatform.Platform.Http;
using Marten;

namespace CoachPlatform.Library;

/// <summary>A member of staff marked an exercise. A row of their own and no event: nothing that happens to a couple depends on it.</summary>
public sealed record Favourite(string Id, Guid Staff, string Slug)
{
    public static Favourite Of(Guid staff, string slug) => new($"{staff:N}|{slug}", staff, slug);
}

public sealed class ReadFavourites(IDocumentStore store)
{
    private static readonly HashSet<string> None = [];

    /// <summary>The slugs that a coach marked; none for anybody else.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(Member? coach, CancellationToken ct)
    {
        if (coach?.StaffId is not { } staff)
            return None;
        await using var session = store.QuerySession(coach.Tenant!);
        return (await session.Query<Favourite>().Where(f => f.Staff == staff).Select(f => f.Slug).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
    }
}
