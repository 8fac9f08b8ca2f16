using CoachPlatform.Library;
using CoachPlatform.Programmes;

namespace CoachPlatform.Specs.Programmes;

public class ShippedProgrammesSpecs
{
    internal static ShippedProgrammes Shipped { get; } =
        ShippedProgrammes.Load(Repository.Path("seeds", "programmes"), slug => Play.Exercises.FirstOrDefault(e => e.Slug == slug));

    [Fact]
    public void three_are_shipped_and_each_is_read_whole()
    {
        Assert.Empty(Shipped.Refused);
        Assert.Equal(["listening", "rebuilding-trust", "six-weeks-of-connection"], Shipped.Programmes.Select(p => p.Slug));
    }

    [Fact]
    public void each_names_the_practices_that_it_is_drawn_from()
    {
        Assert.All(Shipped.Programmes, p => Assert.InRange(p.Practices.Count, 5, 36));
        Assert.All(Shipped.Programmes, p => Assert.Equal(p.Practices.Order(), p.Steps.SelectMany(s => Play.Exercise(s.Exercise).Practices).Distinct().Order()));
    }

    [Fact]
    public void nothing_in_them_waits_for_what_cannot_be_given_to_everybody()
    {
        foreach (var step in Shipped.Programmes.SelectMany(p => p.Steps))
        {
            Assert.DoesNotContain("screened", Play.Exercise(step.Exercise).Flags);
            Assert.Equal("none", Play.Exercise(step.Exercise).Topic);
        }
    }

    [Fact]
    public void together_they_use_every_way_of_opening() =>
        Assert.Equal(Enum.GetValues<StartsWhen>(), Shipped.Programmes.SelectMany(p => p.Steps).Select(s => s.Terms.Opens.When).Distinct().Order());

    [Fact]
    public void equal_words_and_rules_give_an_equal_version_and_any_change_another()
    {
        var programme = Shipped.Programmes[0];
        Assert.Equal(programme.VersionId, (programme with { VersionId = "", Title = $"  {programme.Title} " }).Identified().VersionId);
        Programme[] changed =
        [
            programme with { Title = "Other" }, programme with { For = "Other" }, programme with { Steps = [.. programme.Steps.Reverse()] },
            programme with { Steps = [programme.Steps[0] with { Word = "Other" }, .. programme.Steps.Skip(1)] },
            programme with { Steps = [programme.Steps[0] with { Terms = new StepTerms(StepOpening.AtOnce, Lasts: 9) }, .. programme.Steps.Skip(1)] },
            programme with { Steps = [programme.Steps[0] with { OnlyIf = new StepCondition(OnlyIf.Topic, "fears") }, .. programme.Steps.Skip(1)] },
        ];
        Assert.Equal(changed.Length + 1, changed.Select(p => p.Identified().VersionId).Append(programme.VersionId).Distinct().Count());
    }

    [Fact]
    public void a_version_that_has_shipped_keeps_its_id()
    {
        var programme = Running.Of(new ProgrammeStep("a", "weekly-pulse", new StepTerms(StepOpening.After("b", 2), Cadence.Weekly, 3), new StepCondition(OnlyIf.Coach, "Sure?"), "Hello.", "Because."));
        Assert.Equal(
            "programme=made\ntitle=Made\nfor=For specs.\nstep=a\nstep.exercise=weekly-pulse\nstep.opens=after-days\nstep.opens.step=b\nstep.opens.days=2\nstep.cadence=weekly\nstep.rounds=3\nstep.only-if=coach\nstep.only-if.of=Sure?\nstep.word=Hello.\nstep.why=Because.\n",
            ProgrammeVersion.Canonical(programme));
    }
}
