using System.Text;
using System.Text.Json;

namespace CoachPlatform.Vault;

/// <summary>One box with the place it belongs to.</summary>
public sealed record Box(Sealed Sealed, Place Place);

/// <summary>Two boxes to be compared.</summary>
public sealed record BoxPair(Box One, Box Other);

/// <summary>Why boxes are being opened: by their author, or by another reader whose reading has been put on record.</summary>
public abstract record Opening
{
    private protected Opening()
    {
    }

    /// <summary>The author reads their own words, or both partners read what belongs to both. Nothing to record.</summary>
    public static Opening ByAuthor { get; } = new Own();

    /// <summary>
    /// Somebody else reads. The record is committed here, before any text is opened: a crash in between leaves a line for a text that was
    /// never delivered, which is the safe side.
    /// </summary>
    public static async Task<Opening> RecordedAsync(IReadingRecord record, CancellationToken ct)
    {
        await record.CommitAsync(ct);
        return new Recorded();
    }

    private sealed record Own : Opening;

    private sealed record Recorded : Opening;
}

/// <summary>The ledger entry of one reading. Committing it twice adds nothing.</summary>
public interface IReadingRecord
{
    Task CommitAsync(CancellationToken ct);
}

/// <summary>The only way from sealed to plain text, and it asks for an <see cref="Opening"/>.</summary>
public sealed class Opener(KeyRing ring)
{
    /// <summary>Plain texts in the order of the boxes; null where the key is gone.</summary>
    /// <exception cref="VaultRefused">A box does not belong to its place, or the master key is another one.</exception>
    public async Task<IReadOnlyList<string?>> OpenAsync(Opening opening, IReadOnlyList<Box> boxes, IKeyRows rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (boxes.Count == 0)
            return [];
        var open = await OpenedAsync(boxes, rows, ct);
        return [.. boxes.Select(open)];
    }

    /// <summary>
    /// Of pairs of boxes that each hold a list of keys, what both lists have in common, in the order of the pairs. The lists themselves never leave
    /// the vault. Empty where a key is gone, or where a box holds anything else.
    /// </summary>
    /// <remarks>The rows are asked also when there is no pair, so that how many there are does not show in what the store is asked.</remarks>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> OpenCommonAsync(Opening opening, IReadOnlyList<BoxPair> pairs, IKeyRows rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var open = await OpenedAsync([.. pairs.SelectMany(p => new[] { p.One, p.Other })], rows, ct);
        return [.. pairs.Select(p => Keys(open(p.Other)).ToHashSet() is var other ? Keys(open(p.One)).Where(other.Contains).ToList() : [])];
    }

    private async Task<Func<Box, string?>> OpenedAsync(IReadOnlyList<Box> boxes, IKeyRows rows, CancellationToken ct)
    {
        var keys = await rows.ReadAsync([.. boxes.Select(b => b.Sealed.Key).Distinct()], ct);
        var unwrapped = new Dictionary<Guid, byte[]>();
        return Open;

        string? Open(Box box)
        {
            if (!keys.TryGetValue(box.Sealed.Key, out var row))
                return null;
            var parent = row.Parent is { } id ? keys.GetValueOrDefault(id) : null;
            if (row.Parent is not null && parent is null)
                return null;
            if (!unwrapped.TryGetValue(row.Id, out var key))
                unwrapped[row.Id] = key = ring.Unwrap(row, parent);
            return Encoding.UTF8.GetString(Crypto.Decrypt(key, Convert.FromBase64String(box.Sealed.Box), box.Place.ToString()));
        }
    }

    private static IEnumerable<string> Keys(string? json)
    {
        if (json is not ['[', ..])
            return [];
        using var list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Where(k => k.ValueKind == JsonValueKind.String).Select(k => k.GetString()!)];
    }
}
