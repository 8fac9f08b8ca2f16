using CoachPlatform.Platform;
using CoachPlatform.Vault;
using Marten;

namespace CoachPlatform.Privacy.Releases;

/// <summary>Opens what a coach wrote to both about a release: to whom, and what for. It is addressed to everybody who may ask for it here, and no answer.</summary>
public sealed class ReleaseWords(Opener opener)
{
    public const string To = "to";
    public const string Purpose = "purpose";

    /// <summary>By release; empty words where the key is gone.</summary>
    public async Task<IReadOnlyDictionary<Guid, (string To, string Purpose)>> OfAsync(IQuerySession session, IReadOnlyList<ReleaseProposed> proposed, CancellationToken ct)
    {
        var boxes = proposed.SelectMany(p => new[] { BoxOf(p, p.Scope.To, To), BoxOf(p, p.Scope.Purpose, Purpose) }).ToList();
        var texts = await opener.OpenAsync(Opening.ByAuthor, boxes, new KeyRows(session), ct);
        return proposed.Select((p, i) => (p.ReleaseId, Words: (texts[2 * i] ?? "", texts[(2 * i) + 1] ?? ""))).ToDictionary(p => p.ReleaseId, p => p.Words);

        Box BoxOf(ReleaseProposed p, Sealed box, string field) => new(box, KeyScopes.Release(session.TenantId, p.CaseId, p.ReleaseId, field));
    }
}
