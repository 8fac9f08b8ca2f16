using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CoachPlatform.Library.Documents;

/// <summary>The parser's tree of a page. Nothing of it runs and nothing is fetched.</summary>
internal static class HtmlTree
{
    private const int MostElements = 200_000;

    /// <exception cref="UnreadableDocument">It nests too deep or has too many elements; the parser is stopped where that shows, as it gets slower with each level.</exception>
    public static IHtmlDocument Parse(string html, CancellationToken ct)
    {
        IElement? before = null;
        var count = 0;
        return new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true, OnCreated = (element, _) => Look(element) }).ParseDocument(html);

        void Look(IElement element)
        {
            ct.ThrowIfCancellationRequested();
            if (++count > MostElements)
                throw UnreadableDocument.TooMuch($"This page has more than {MostElements:N0} elements.");
            // A new element has no parents yet; the one before it has.
            var depth = 0;
            for (var up = before; up is not null; up = up.ParentElement)
            {
                if (++depth > DocumentLimits.Depth)
                    throw UnreadableDocument.TooDeep;
            }

            before = element;
        }
    }
}
