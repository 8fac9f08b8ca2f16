using AngleSharp.Dom;

namespace CoachPlatform.Library.Documents;

/// <summary>Refuses a page with anything in it that a browser would run. Nothing here runs or fetches any of it.</summary>
internal static class ActiveHtml
{
    private static readonly string[] Runs = ["script", "object", "embed", "applet", "iframe", "frame"];

    private static readonly string[] Addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];

    public static void Refuse(string html, CancellationToken ct)
    {
        using var page = HtmlTree.Parse(html, ct);
        Refuse(page);
    }

    /// <exception cref="UnreadableDocument">Names what was found.</exception>
    public static void Refuse(IDocument page)
    {
        // Asking a node for its sibling costs as much as all its siblings, so children are counted off.
        var open = new Stack<(INode Node, int Next)>([(page, 0)]);
        while (open.TryPop(out var at))
        {
            if (at.Next >= at.Node.ChildNodes.Length)
                continue;
            open.Push((at.Node, at.Next + 1));
            var child = at.Node.ChildNodes[at.Next];
            if (child is IElement found)
                Look(found);
            open.Push((child, 0));
            if (open.Count > DocumentLimits.Depth)
                throw UnreadableDocument.TooDeep;
        }
    }

    private static void Look(IElement element)
    {
        // What a page says about itself in JSON is data, whatever its tag.
        if (Runs.Contains(element.LocalName) && element.GetAttribute("type")?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
            throw UnreadableDocument.Active(element.LocalName == "script" ? "scripts" : "embedded pages or programs");
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                throw UnreadableDocument.Active("scripts");
            if (Addresses.Contains(attribute.Name) && IsScript(attribute.Value))
                throw UnreadableDocument.Active("addresses that run scripts");
        }
    }

    private static bool IsScript(string address)
    {
        var bare = string.Concat(address.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        return bare.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase)
            || bare.StartsWith("data:text/html", StringComparison.OrdinalIgnoreCase);
    }
}
