using System.Text.RegularExpressions;

namespace CoachPlatform.Specs.Web;

/// <summary>The phone of the builder is light or dark by itself, so it names the colours once more.</summary>
public sealed partial class PhoneColoursSpec
{
    [Theory]
    [InlineData("light", 0)]
    [InlineData("dark", 1)]
    public void the_phone_beside_the_builder_has_the_colours_of_the_real_one(string scheme, int nth)
    {
        var tokens = Colours(File.ReadAllText(Style("tokens.css")).Split("@media (prefers-color-scheme: dark)")[nth]);
        var phone = Colours(Phone().Matches(File.ReadAllText(Style("builder.css"))).Single(m => m.Groups["scheme"].Value == scheme).Groups["rules"].Value);

        Assert.True(tokens.Count > 15);
        Assert.Equal(tokens.OrderBy(c => c.Key), phone.OrderBy(c => c.Key));
    }

    private static string Style(string name) => Repository.Path("src", "CoachPlatform", "Web", "client", "styles", name);

    private static Dictionary<string, string> Colours(string rules) => Colour().Matches(rules).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex("(--[a-z0-9-]+): (#[0-9A-F]{6}|var\\(--[a-z]+\\))")]
    private static partial Regex Colour();

    [GeneratedRegex("""\.phone\[data-scheme="(?<scheme>[a-z]+)"\] \.phone-screen \{(?<rules>[^}]*)\}""")]
    private static partial Regex Phone();
}
