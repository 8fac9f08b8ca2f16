using CoachPlatform.Library;
using CoachPlatform.Platform.Demo;

namespace CoachPlatform.Specs.Demo;

public class HarbourSpecs
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "seeds", "demo", "harbour.yaml"));

    [Fact]
    public void the_shipped_script_can_be_read()
    {
        var (script, problems) = ScriptReader.Read("harbour.yaml", Text);
        Assert.Empty(problems);
        Assert.Equal(["ana", "ben", "imani", "theo", "leila", "grace"], script!.Couples.SelectMany(c => c.Partners).Select(p => p.Key));
        Assert.Equal("coach@demo.example", script.Coach.Email);
        Assert.Equal(["ana@demo.example", "ben@demo.example"], script.Couples[0].Partners.Select(p => p.Email));
        Assert.Equal("demo-couples-2026", script.Password);
    }

    [Theory]
    [InlineData("2026-11-12T11:00:00Z")]
    [InlineData("2026-11-11T23:00:30Z")] // Half a minute after midnight in Madrid.
    [InlineData("2026-11-12T22:59:30Z")]
    [InlineData("2026-03-29T01:30:00Z")] // The night in which the clocks go forward,
    [InlineData("2026-04-05T10:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z")] // and that in which they go back.
    public void it_fits_the_shipped_packs_and_goes_only_forward_whenever_it_is_played(string now)
    {
        var script = ScriptReader.Read("harbour.yaml", Text).Script!;
        Assert.Empty(Rehearsal.Of(script, Shipped, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
