using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace CoachPlatform.Library.Documents;

/// <summary>
/// The decoders of a PDF under a budget for the whole file: a stream of a few bytes can stand for gigabytes. What is not encoded at all never comes
/// through here; <see cref="PdfDrawings"/> bounds how often such parts are drawn.
/// </summary>
internal sealed class BoundedFilters(CancellationToken ct) : IFilterProvider
{
    private const int MostLookUps = 50_000;

    private long left = DocumentLimits.Unpacked;
    private int lookUps;
    private bool exceeded;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bound(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bound(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bound(DefaultFilterProvider.Instance.GetAllFilters());

    /// <exception cref="UnreadableDocument">More was asked for than one file may ask.</exception>
    public void Check()
    {
        ct.ThrowIfCancellationRequested();
        if (exceeded)
            throw new UnreadableDocument("file-bomb", $"This PDF unpacks to more than {DocumentLimits.Unpacked / 1024 / 1024} MB, or unpacks its parts over and over, so it was not read. Nothing was kept.");
    }

    /// <summary>
    /// Past the budget every stream is empty. An exception would be caught by the library for each of a billion drawings; a drawing with nothing
    /// in it draws nothing further, and <see cref="Check"/> says afterwards what happened.
    /// </summary>
    private IReadOnlyList<IFilter> Bound(IReadOnlyList<IFilter> filters)
    {
        exceeded |= ++lookUps > MostLookUps;
        return exceeded || ct.IsCancellationRequested ? [Nothing.Instance] : [.. filters.Select(f => new Bounded(f, this))];
    }

    private bool Spend(long bytes)
    {
        left -= bytes;
        exceeded |= left < 0;
        return !exceeded;
    }

    private sealed class Nothing : IFilter
    {
        public static Nothing Instance { get; } = new();

        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) => Memory<byte>.Empty;
    }

    private sealed class Bounded(IFilter inner, BoundedFilters budget) : IFilter
    {
        // The most that one byte of a dictionary coder can stand for.
        private const int LzwRatio = 1400;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            // Counted before the library unpacks it in one piece.
            if (inner is FlateFilter && !budget.Spend(Inflated(input, budget.left)))
                return Memory<byte>.Empty;
            if (inner is LzwFilter && (long)input.Length * LzwRatio > DocumentLimits.Unpacked * 4L && !budget.Spend(long.MaxValue / 2))
                return Memory<byte>.Empty;
            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            return inner is FlateFilter || budget.Spend(output.Length) ? output : Memory<byte>.Empty;
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
