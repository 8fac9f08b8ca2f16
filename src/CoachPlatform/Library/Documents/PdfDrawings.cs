using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace CoachPlatform.Library.Documents;

/// <summary>
/// Bounds from above how many parts the pages of a PDF draw, before any is drawn. Parts that draw each other ten times, nine levels deep, are a
/// file of a few lines and a day's work.
/// </summary>
internal static class PdfDrawings
{
    private const long Most = 100_000;
    private const int Deepest = 50;

    private static readonly HashSet<string> DrawNothing = ["Image", "XML", "Type1C", "CIDFontType0C", "OpenType", "XRef", "ObjStm", "Metadata", "CMap"];

    private sealed record Part(long Draws, IReadOnlyList<IndirectReference> Drawn, bool IsForm);

    /// <exception cref="UnreadableDocument">It draws more than <see cref="Most"/>.</exception>
    public static void Check(PdfDocument pdf, IFilterProvider filters, CancellationToken ct)
    {
        var parts = new Dictionary<IndirectReference, Part>();
        // From the root, as the pages are reached: a damaged table of contents leaves out what the library still finds.
        var seen = new HashSet<IndirectReference>();
        var open = new Stack<IToken>([pdf.Structure.Catalog.CatalogDictionary]);
        while (open.TryPop(out var token))
        {
            ct.ThrowIfCancellationRequested();
            if (token is DictionaryToken dictionary)
            {
                foreach (var value in dictionary.Data.Values)
                    open.Push(value);
            }
            else if (token is ArrayToken array)
            {
                foreach (var value in array.Data)
                    open.Push(value);
            }
            else if (token is IndirectReferenceToken { Data: var reference } && seen.Add(reference) && Find(pdf, reference) is { } found)
            {
                open.Push(found is StreamToken stream ? stream.StreamDictionary : found);
                if (found is StreamToken drawing && MayDraw(drawing.StreamDictionary))
                    parts[reference] = PartOf(pdf, drawing, filters);
            }
        }

        var costs = new Dictionary<IndirectReference, long>();
        var dearest = parts.Where(p => p.Value.IsForm).Select(p => Cost(p.Key, parts, costs, 0)).DefaultIfEmpty(1).Max();
        if (parts.Values.Where(p => !p.IsForm).Sum(p => p.Draws) * dearest > Most)
            throw TooMuch;
    }

    private static UnreadableDocument TooMuch { get; } = new("file-bomb", "This PDF draws its parts over and over, more often than any page needs, so it was not read. Nothing was kept.");

    private static long Cost(IndirectReference reference, Dictionary<IndirectReference, Part> parts, Dictionary<IndirectReference, long> costs, int depth)
    {
        if (depth > Deepest)
            throw TooMuch;
        if (costs.TryGetValue(reference, out var known))
            return known;
        if (!parts.TryGetValue(reference, out var part))
            return 1;
        var dearest = part.Draws == 0 ? 0 : part.Drawn.Select(d => Cost(d, parts, costs, depth + 1)).DefaultIfEmpty(1).Max();
        return costs[reference] = 1 + part.Draws * dearest is var cost and <= Most ? cost : throw TooMuch;
    }

    /// <summary>Null for a reference to nothing, which the pages can do without too.</summary>
    private static IToken? Find(PdfDocument pdf, IndirectReference reference)
    {
        try
        {
            return pdf.Structure.GetObject(reference)?.Data;
        }
        catch (Exception e) when (e is not (UnreadableDocument or OperationCanceledException))
        {
            return null;
        }
    }

    private static bool MayDraw(DictionaryToken dictionary) =>
        !dictionary.ContainsKey(NameToken.Create("Length1")) && !new[] { NameToken.Subtype, NameToken.Type }
            .Any(n => dictionary.TryGet(n, out var kind) && kind is NameToken name && DrawNothing.Contains(name.Data));

    private static Part PartOf(PdfDocument pdf, StreamToken stream, IFilterProvider filters)
    {
        var isForm = stream.StreamDictionary.TryGet(NameToken.Subtype, out var subtype) && subtype is NameToken { Data: "Form" };
        var drawn = Resolve(pdf, stream.StreamDictionary, "Resources") is { } resources && Resolve(pdf, resources, "XObject") is { } named
            ? named.Data.Values.OfType<IndirectReferenceToken>().Select(r => r.Data).ToList()
            : [];
        return new Part(Draws(stream.Decode(filters).Span), drawn, isForm);
    }

    private static DictionaryToken? Resolve(PdfDocument pdf, DictionaryToken dictionary, string name) =>
        !dictionary.TryGet(NameToken.Create(name), out var token) ? null
        : token is IndirectReferenceToken reference ? Find(pdf, reference.Data) as DictionaryToken
        : token as DictionaryToken;

    /// <summary>How often the word Do stands there. Where it stands in a string it is counted too, which only makes the bound higher.</summary>
    private static long Draws(ReadOnlySpan<byte> content)
    {
        var count = 0L;
        for (int at; (at = content.IndexOf("Do"u8)) >= 0; content = content[(at + 2)..])
        {
            if (at + 2 >= content.Length || content[at + 2] is <= 32 or (byte)'/' or (byte)'[' or (byte)'(' or (byte)'<' or (byte)'%')
                count++;
        }

        return count;
    }
}
