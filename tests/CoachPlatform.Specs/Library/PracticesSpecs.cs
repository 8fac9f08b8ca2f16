using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

/// <summary>The promise of the library: every practice of the five documents is an exercise that can be given, with the care it needs.</summary>
public class PracticesSpecs
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));

    [Fact]
    public void a_choice_that_can_go_better_or_worse_says_which_options_count()
    {
        foreach (var exercise in Shipped.Exercises)
            foreach (var metric in exercise.Metrics.Where(m => m.Better != "neither" && m.From.Split('.') is [var step, var field] && exercise.Find(step)!.Find(field)!.Kind == FieldKind.Choice))
                Assert.NotEmpty(metric.Counts);
    }

    /// <summary>Practice, document, flags, topic.</summary>
    public static TheoryData<string, string, string, string> Table => new()
    {
        { "A1", "000", "", "none" },
        { "A2", "000", "caution", "none" },
        { "A3", "000", "", "none" },
        { "B1", "001", "caution", "none" },
        { "B2", "001", "caution", "none" },
        { "B3", "001", "caution intimate screened", "intimacy" },
        { "B4", "001", "caution", "none" },
        { "B5", "001", "caution screened", "none" },
        { "B6", "001", "", "none" },
        { "B7", "001", "caution screened", "none" },
        { "C1", "002", "", "none" },
        { "C2", "002", "", "none" },
        { "C3", "002", "", "none" },
        { "C4", "002", "screened", "none" },
        { "C5", "002", "", "none" },
        { "C6", "002", "caution", "none" },
        { "C7", "002", "caution screened", "none" },
        { "D1", "003", "caution", "none" },
        { "D2", "003", "caution screened", "none" },
        { "D3", "003", "caution", "none" },
        { "D4", "003", "caution intimate screened", "intimacy" },
        { "D5", "003", "", "none" },
        { "D6", "003", "caution intimate screened", "intimacy" },
        { "D7", "003", "caution", "none" },
        { "D8", "003", "caution screened", "none" },
        { "D9", "003", "", "none" },
        { "D10", "003", "caution", "none" },
        { "D11", "003", "", "none" },
        { "E1", "004", "caution", "none" },
        { "E2", "004", "caution screened", "fears" },
        { "E3", "004", "caution screened", "fears" },
        { "E4", "004", "caution intimate screened", "intimacy" },
        { "E5", "004", "caution", "none" },
        { "E6", "004", "", "none" },
        { "E7", "004", "caution", "none" },
        { "E8", "004", "caution", "none" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void a_practice_is_a_whole_exercise_with_its_flags_and_its_topic(string practice, string document, string flags, string topic)
    {
        var exercise = Shipped.Newest(Assert.Single(Shipped.Exercises.Where(e => e.Practices.Contains(practice)).Select(e => e.Slug)))!;
        Assert.Contains(exercise.Sources, s => s.Document == document && s.Section.Length > 0);
        Assert.Equal(flags, string.Join(' ', exercise.Flags));
        Assert.Equal(topic, exercise.Topic);
        Assert.NotNull(exercise.Debrief);
        Assert.True(exercise.Why.Length > 60);
        Assert.True(exercise.Caution is null or { Length: > 120 });
        Assert.Contains(exercise.Metrics, m => Charted(exercise, m));
    }

    [Fact]
    public void every_practice_is_covered_and_none_is_made_up()
    {
        Assert.Equal(36, Table.Count);
        Assert.Equal(Table.Select(row => row.Data.Item1).Order(), Shipped.Exercises.SelectMany(e => e.Practices).Order());
    }

    [Fact]
    public void every_metric_comes_from_something_that_can_be_counted() =>
        Assert.Empty(Shipped.Exercises.SelectMany(e => e.Metrics.Where(m => !Charted(e, m)).Select(m => $"{e.Slug} {m.Key}")));

    [Fact]
    public void every_headline_dimension_has_exercises() =>
        Assert.All(LibraryWords.Dimensions, d => Assert.Contains(Shipped.Exercises, e => e.Dimension == d));

    // Assignments pin these versions.
    [Theory]
    [InlineData("plan-something-small", "6fc9641f1a0fa41e64e1a35978b7df5a2480176d656316d7bb7b493bdeac5aef")]
    [InlineData("one-reaction", "7a60576dd5f47c6cda3c958401ead215f114b86316bc92018ecb0a3985aa1cf7")]
    [InlineData("weekly-pulse", "e21f82ccb820a7a3ebaa7e04193046de6c967aa7f707d3552c4d2517a0f5ac62")]
    [InlineData("laughter-log", "7120af0f235786b9a7b36f9eeb0fe259069bbde7047b97e96f4c398c2f750de0")]
    [InlineData("guess-and-tell", "1ab3f4351db3993e6f535f9f803e7034b9a3c8889ecf246d5d6ba6428041122a")]
    [InlineData("something-i-understood", "08895e54682c625fb7d5557ccc226ec69905ee9db678e49d9ff97629a47699cb")]
    [InlineData("values-apart-then-together", "a969ab6a6ac48bb9f281e3facab3773fa03f696606b3a2d24a867030bbef845d")]
    public void a_version_that_has_been_given_keeps_its_id(string slug, string id) => Assert.Equal(id, Shipped.Newest(slug)!.VersionId);

    [Fact]
    public void what_intimacy_exercises_leave_unmatched_is_nobodys_business()
    {
        foreach (var step in Shipped.Exercises.SelectMany(e => e.Steps).Where(s => s.Mode == Mode.Matched))
            Assert.All(step.Fields, f => Assert.True(f.Kind == FieldKind.Multi || f.Audience == "me"));
        foreach (var slug in new[] { "wishes-in-common", "close-in-our-own-way", "curious-together" })
            Assert.All(Shipped.Newest(slug)!.Find("own")!.Fields, f => Assert.Equal("me", f.Audience));
    }

    [Fact]
    public void the_rating_of_being_oneself_goes_to_the_coach_and_the_bad_moment_to_nobody()
    {
        var week = Shipped.Newest("as-i-am")!.Find("week")!;
        Assert.Equal(["coach", null, "me"], week.Fields.Select(f => f.Audience));
    }

    [Fact]
    public void an_agreement_on_secrets_cannot_be_made_without_its_five_exceptions()
    {
        var agreement = Shipped.Newest("what-stays-between-us")!.Find("agreement")!;
        var exceptions = agreement.Find("always-open")!;
        Assert.Equal(["safety", "doctor", "coach", "lawyer", "trusted"], exceptions.Options.Select(o => o.Key));
        foreach (var missing in exceptions.Options)
        {
            var left = exceptions.Options.Where(o => o != missing).Select(o => $"\"{o.Key}\"");
            var sent = $$"""{"between-us":["past"],"others":[["My sister","All of it"]],"always-open":[{{string.Join(',', left)}}]}""";
            Assert.Equal(["always-open"], FieldValues.Read(agreement, Fields.Sent(sent)).Invalid.Keys);
        }
    }

    [Fact]
    public void only_the_question_ladder_needs_the_coach_in_the_room() =>
        Assert.Equal(["question-ladder"], Shipped.Exercises.Where(e => e.Steps.Any(s => s.Mode == Mode.Live)).Select(e => e.Slug));

    private static bool Charted(Exercise exercise, Metric metric)
    {
        var parts = metric.From.Split('.');
        var step = exercise.Find(parts[0])!;
        return parts.Length == 1 || step.Find(parts[1])!.Kind is not (FieldKind.Text or FieldKind.Long or FieldKind.Date);
    }
}
