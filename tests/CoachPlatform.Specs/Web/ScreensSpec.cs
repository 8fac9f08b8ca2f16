using System.Text.RegularExpressions;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Specs.Web;

public sealed partial class ScreensSpec
{
    private static readonly string Folder = Path.Combine(Root(), "src", "CoachPlatform", "Web");

    public static TheoryData<string> Components => [.. Directory.EnumerateFiles(Folder, "*.razor", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f))];

    [Theory, MemberData(nameof(Components))]
    public void a_component_has_nothing_inline_that_the_content_policy_would_refuse(string component)
    {
        var markup = File.ReadAllText(Path.Combine(Folder, component));

        Assert.DoesNotMatch(InlineStyleOrHandler(), markup);
        // A copy to take along is a file of its own, which nothing but itself is there for. It is never served as a page.
        if (component != "Shared/ExportDocument.razor")
            Assert.DoesNotMatch(InlineScript(), markup);
    }

    [Theory, MemberData(nameof(Components))]
    public void every_icon_a_component_names_is_in_the_sprite(string component)
    {
        var listed = File.ReadAllText(Path.Combine(Folder, "client", "icons.json"));

        foreach (Match icon in NamedIcon().Matches(File.ReadAllText(Path.Combine(Folder, component))))
            Assert.Contains($"\"{icon.Groups[1].Value}\"", listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ana", "A")]
    [InlineData(" Óscar", "Ó")]
    [InlineData("e\u0301lise", "E\u0301")]
    [InlineData("", "·")]
    public void a_badge_shows_the_first_letter_of_the_name(string name, string initial) => Assert.Equal(initial, SeatLook.Initial(name));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachPlatform.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }

    [GeneratedRegex("""\s(style|on[a-z]+)\s*=\s*["']""")]
    private static partial Regex InlineStyleOrHandler();

    [GeneratedRegex("<script(?![^>]*src=)|<style")]
    private static partial Regex InlineScript();

    [GeneratedRegex("""<Icon Name="([a-z0-9-]+)" """)]
    private static partial Regex NamedIcon();
}
