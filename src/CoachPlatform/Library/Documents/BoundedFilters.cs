using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace CoachPlatform.Library.Documents;

/// <summary>
/// The decoders of a PDF under a budget for the whole file. A stream of a few bytes can stand for gigabytes, and pages can draw each other
/// over and over; both come through here.
/// </summary>
internal sealed class BoundedFilters(CancellationToken ct) : IFilterProvider
{
    private const int MostLookUps = 50_000;

    private long left = DocumentLimits.Unpacked;
    private int lookUps;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bound(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bound(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bound(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Bound(IReadOnlyList<IFilter> filters)
    {
        ct.ThrowIfCancellationRequested();
        return ++lookUps > MostLookUps ? throw TooMuch : [.. filters.Select(f => new Bounded(f, this))];
    }

    private void Spend(long bytes)
    {
        ct.ThrowIfCancellationRequested();
        left -= bytes;
        if (left < 0)
            throw TooMuch;
    }

    private static UnreadableDocument TooMuch { get; } =
        new("file-bomb", $"This PDF unpacks to more than {DocumentLimits.Unpacked / 1024 / 1024} MB, so it was not read. Nothing was kept.");

    private sealed class Bounded(IFilter inner, BoundedFilters budget) : IFilter
    {
        // The most that one byte of a dictionary coder can stand for.
        private const int LzwRatio = 1400;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            // Counted before the library unpacks it in one piece.
            if (inner is FlateFilter)
                budget.Spend(Inflated(input, budget.left));
            else if (inner is LzwFilter && (long)input.Length * LzwRatio > DocumentLimits.Unpacked * 4L)
                throw TooMuch;
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (inner is not FlateFilter)
                budget.Spend(output.Length);
            return output;
        }

        private static long Inflated(Memory<byte> input, long most)
        {
            var count = 0L;
            try
            {
                using var stream = new ZLibStream(new MemoryStream(input.ToArray(), writable: false), CompressionMode.Decompress);
                var buffer = new byte[81920];
                for (int read; count <= most && (read = stream.Read(buffer)) > 0;)
                    count += read;
            }
            catch (InvalidDataException)
            {
                // A damaged end is the library's to judge; what came before it was counted.
            }

            return count;
        }
    }
}
