using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public class StartRulesSpecs
{
    [Theory]
    [InlineData(StartedBy.Either, Cadence.OnDemand, true)]
    [InlineData(StartedBy.Both, Cadence.OnDemand, true)]
    [InlineData(StartedBy.Coach, Cadence.OnDemand, true)]
    [InlineData(StartedBy.Clock, Cadence.OnDemand, false)]
    [InlineData(StartedBy.Either, Cadence.Weekly, false)]
    [InlineData(StartedBy.Both, Cadence.Once, false)]
    [InlineData(StartedBy.Coach, Cadence.Monthly, true)]
    [InlineData(StartedBy.Clock, Cadence.Weekly, true)]
    public void who_may_start_goes_with_the_cadence(StartedBy start, Cadence cadence, bool allowed) =>
        Assert.Equal(allowed, !Broken(Of(cadence, Step("say", Who.Each)) with { Start = start }).Any());

    [Fact]
    public void several_rounds_at_a_time_come_on_demand_only()
    {
        Assert.Empty(Broken(Of(Cadence.OnDemand, Step("say", Who.Each)) with { Many = true }));
        Assert.Contains(Broken(Of(Cadence.Weekly, Step("say", Who.Each)) with { Many = true }), b => b.Reason.Contains("‘many’", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TellerRule.Alternate, Cadence.Weekly, null, true)]
    [InlineData(TellerRule.Opener, Cadence.OnDemand, null, true)]
    [InlineData(TellerRule.Opener, Cadence.OnDemand, StartedBy.Either, true)]
    [InlineData(TellerRule.Opener, Cadence.Weekly, null, false)]
    [InlineData(TellerRule.Opener, Cadence.OnDemand, StartedBy.Both, false)]
    [InlineData(TellerRule.Opener, Cadence.OnDemand, StartedBy.Coach, false)]
    public void the_opener_tells_first_only_where_there_is_one(TellerRule teller, Cadence cadence, StartedBy? start, bool allowed) =>
        Assert.Equal(allowed, !Broken(Of(cadence, Step("tell", Who.Teller)) with { Teller = teller, Start = start }).Any());

    [Fact]
    public void who_tells_is_said_only_where_somebody_tells() =>
        Assert.Contains(Broken(Of(Cadence.Weekly, Step("say", Who.Each)) with { Teller = TellerRule.Alternate }), b => b.Reason.Contains("no step is for", StringComparison.Ordinal));

    [Theory]
    [InlineData(Who.Opener)]
    [InlineData(Who.Accepter)]
    public void an_opener_acts_only_in_rounds_that_one_of_the_two_started(Who who)
    {
        Assert.Empty(Broken(Of(Cadence.OnDemand, Step("offer", who))));
        Assert.Contains(Broken(Of(Cadence.Weekly, Step("offer", who))), b => b.Where == "offer");
        Assert.Contains(Broken(Of(Cadence.OnDemand, Step("offer", who)) with { Start = StartedBy.Both }), b => b.Where == "offer");
    }

    private static IEnumerable<(string Where, string Reason)> Broken(Exercise exercise) => ExerciseRules.Broken(exercise);

    private static Exercise Of(Cadence cadence, Step step) =>
        new("", "slug", "Title", ["A1"], cadence, 5, "trust", "none", [], null, "Why.", "Digest.", null, [], [step], []);

    private static Step Step(string key, Who who) =>
        new(key, key, null, who, Mode.Individual, new Opens(OpensWhen.Start), null, false, false, "partner", null, [Fields.Of(FieldKind.Text)]);
}
