using System.Text.RegularExpressions;

namespace CoachPlatform.Specs.Web;

public sealed partial class FormsSpecs
{
    [Fact]
    public void what_a_form_holds_never_gets_into_an_address()
    {
        var forms = Directory.EnumerateFiles(Repository.Path("src", "CoachPlatform", "Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Form().Matches(File.ReadAllText(file)).Select(m => (File: Path.GetFileName(file), Tag: m.Value)))
            // The library's search is a question, and its address may be kept; so is what a rule of so many months would remove.
            .Where(f => !f.Tag.Contains("data-filters", StringComparison.Ordinal) && f.File != "RetentionPage.razor")
            .ToList();
        Assert.NotEmpty(forms);
        Assert.All(forms, f => Assert.True(Sends().IsMatch(f.Tag), $"{f.File}: {f.Tag}"));
    }

    [GeneratedRegex("""<form (?:[^>"]|"[^"]*")*>""")]
    private static partial Regex Form();

    [GeneratedRegex("method=\"(post|dialog)\"")]
    private static partial Regex Sends();
}
