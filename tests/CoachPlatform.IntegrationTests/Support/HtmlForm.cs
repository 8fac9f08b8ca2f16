using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>What a form of a page sends where its script does: the hidden values that the server has drawn into it.</summary>
public static partial class HtmlForm
{
    public static string Api(string html, string id) => Attribute(Opening(html, id), "data-api")!;

    public static JsonObject Values(string html, string id)
    {
        var start = html.IndexOf(Opening(html, id), StringComparison.Ordinal);
        var form = html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)];
        var values = new JsonObject();
        foreach (var input in Inputs().Matches(form).Select(m => m.Value))
            values[Attribute(input, "name")!] = Attribute(input, "data-type") == "number" ? int.Parse(Attribute(input, "value")!, System.Globalization.CultureInfo.InvariantCulture) : Attribute(input, "value");
        return values;
    }

    private static string Opening(string html, string id) => Forms().Matches(html).Select(m => m.Value).Single(f => Attribute(f, "id") == id);

    private static string? Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Inputs();
}
