using CoachPlatform.Library;

namespace CoachPlatform.Specs.Library;

public class ShippedLibrarySpecs
{
    private static readonly ShippedLibrary Shipped = ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "seeds", "library"));

    [Fact]
    public void every_shipped_pack_can_be_read()
    {
        Assert.Empty(Shipped.Refused);
        Assert.Equal(["000", "001", "002", "003", "004"], Shipped.Packs.Select(p => p.Document));
    }

    [Theory]
    [InlineData("plan-something-small", "A1", "000", Mode.Sealed, "plan joint start; review sealed ready plan 6")]
    [InlineData("what-would-help", "A2", "000", Mode.Sealed, "need sealed start; offer sealed after need; helped individual after-days offer 7")]
    [InlineData("story-turn", "A3", "000", Mode.Individual, "story individual teller start; felt individual listener after story; understood individual teller after felt")]
    [InlineData("an-hour-of-ours", "B1", "001", Mode.Joint, "menu joint start; plan joint start; did individual ready plan 6")]
    [InlineData("one-reaction", "B2", "001", Mode.Sealed, "say sealed start; restate sealed after say; right sealed after restate")]
    [InlineData("wishes-in-common", "B3", "001", Mode.Matched, "wishes matched start; own individual start; slow-touch individual start")]
    [InlineData("a-small-kindness", "B4", "001", Mode.Sealed, "welcome sealed start; plan individual after welcome; landed sealed after-days plan 12")]
    [InlineData("five-good-things", "B5", "001", Mode.Sealed, "say sealed start; together joint after say; valued individual after together")]
    [InlineData("my-own-aim", "B6", "001", Mode.Individual, "aim individual start; review individual after-days aim 24")]
    [InlineData("one-matter", "B7", "001", Mode.Joint, "stop-rule joint start; heat-before individual start; card individual teller start; restate individual listener after card; right individual teller after restate; next joint after right about card; heat-after individual after next")]
    [InlineData("weekly-pulse", "C1", "002", Mode.Individual, "pulse individual start")]
    [InlineData("say-it-back", "C2", "002", Mode.Individual, "speak individual teller start; echo individual listener after speak; right individual teller after echo")]
    [InlineData("laughter-log", "C3", "002", Mode.Joint, "log individual start; pick joint ready log 6")]
    [InlineData("as-i-am", "C4", "002", Mode.Sealed, "week sealed start")]
    [InlineData("our-ritual", "C5", "002", Mode.Sealed, "ritual joint start; check sealed ready ritual 6")]
    [InlineData("small-promises", "C6", "002", Mode.Individual, "offer individual opener start; accept individual accepter after offer; outcome individual opener ready accept 14")]
    [InlineData("one-step-deeper", "C7", "002", Mode.Sealed, "share sealed start; line sealed after share; felt individual after line")]
    [InlineData("on-the-same-side", "D1", "003", Mode.Sealed, "say sealed start; together joint after say")]
    [InlineData("what-stays-between-us", "D2", "003", Mode.Joint, "agreement joint start; room individual start; review joint later start")]
    [InlineData("six-signs-of-listening", "D3", "003", Mode.Individual, "speak individual teller start; listen individual listener after speak; seen individual teller after listen")]
    [InlineData("close-in-our-own-way", "D4", "003", Mode.Matched, "wishes matched start; own individual start")]
    [InlineData("a-friend-like-you", "D5", "003", Mode.Sealed, "friend sealed start")]
    [InlineData("how-i-like-to-be-asked", "D6", "003", Mode.Sealed, "invite sealed first start; review sealed later start; ease individual start")]
    [InlineData("within-reach", "D7", "003", Mode.Sealed, "reach sealed start")]
    [InlineData("signal-dictionary", "D8", "003", Mode.Joint, "dictionary joint start; met individual ready dictionary 12")]
    [InlineData("guess-and-tell", "D9", "003", Mode.Sealed, "quiz sealed start; dreams sealed after quiz; dates joint start")]
    [InlineData("two-views", "D10", "003", Mode.Sealed, "view sealed start; restate sealed after view; fair sealed after restate; note joint after fair about view")]
    [InlineData("something-i-understood", "D11", "003", Mode.Sealed, "say sealed start; right sealed after say")]
    [InlineData("feelings-today", "E1", "004", Mode.Individual, "learned individual first start; today individual start")]
    [InlineData("feared-and-found", "E2", "004", Mode.Sealed, "share sealed start; line sealed after share; actual individual after line")]
    [InlineData("fear-cards", "E3", "004", Mode.Sealed, "card sealed start; together joint after card; now individual after together")]
    [InlineData("curious-together", "E4", "004", Mode.Matched, "curious matched start; own individual start")]
    [InlineData("a-good-word", "E5", "004", Mode.Individual, "word individual start")]
    [InlineData("fun-menu", "E6", "004", Mode.Joint, "menu joint start; did individual ready menu 12")]
    [InlineData("values-apart-then-together", "E7", "004", Mode.Sealed, "values sealed start; choose joint after values; done individual ready choose 14")]
    [InlineData("question-ladder", "E8", "004", Mode.Live, "matter live teller start; ask live listener after matter; felt live teller after ask; shifted live after felt")]
    public void an_exercise_is_whole_and_names_its_source(string slug, string practice, string document, Mode mode, string steps)
    {
        var exercise = Shipped.Newest(slug)!;
        Assert.Equal([practice], exercise.Practices);
        Assert.Equal(document, Assert.Single(exercise.Sources).Document);
        Assert.NotEmpty(exercise.Sources[0].Section);
        Assert.Equal(mode, exercise.Mode);
        Assert.Equal(steps, string.Join("; ", exercise.Steps.Select(Plan)));
        Assert.NotEmpty(exercise.Metrics);
        Assert.NotNull(exercise.Debrief);
    }

    [Fact]
    public void each_version_is_found_by_its_own_id()
    {
        Assert.Equal(36, Shipped.Versions.Count);
        Assert.All(Shipped.Exercises, e => Assert.Same(e, Shipped.Version(e.VersionId)));
        Assert.Null(Shipped.Version("nothing"));
        Assert.Null(Shipped.Newest("nothing"));
    }

    [Fact]
    public void older_versions_join_without_becoming_the_newest()
    {
        var newest = Shipped.Newest("weekly-pulse")!;
        var older = newest with { Title = "Pulse", VersionId = "older" };
        var library = Shipped.With([older, newest]);
        Assert.Same(older, library.Version("older"));
        Assert.Same(newest, library.Newest("weekly-pulse"));
        Assert.Null(Shipped.Version("older"));
        Assert.Equal(Shipped.Exercises, library.Exercises);
    }

    [Fact]
    public void the_list_narrows_by_dimension_topic_and_mode()
    {
        string[] Slugs(LibraryFilter filter) => [.. Shipped.List(filter).Select(e => e.Slug)];
        Assert.Equal(36, Slugs(new LibraryFilter()).Length);
        Assert.Equal(["plan-something-small", "an-hour-of-ours", "laughter-log", "fun-menu"], Slugs(new LibraryFilter(Dimension: "time-together")));
        Assert.Equal(["question-ladder"], Slugs(new LibraryFilter(Mode: Mode.Live)));
        Assert.Equal(["wishes-in-common", "close-in-our-own-way", "how-i-like-to-be-asked", "curious-together"], Slugs(new LibraryFilter(Topic: "intimacy")));
        Assert.Equal(["feared-and-found", "fear-cards"], Slugs(new LibraryFilter(Topic: "fears")));
        Assert.Equal(30, Slugs(new LibraryFilter(Topic: "none")).Length);
        Assert.Empty(Slugs(new LibraryFilter(Topic: "money")));
    }

    [Fact]
    public void a_broken_pack_is_named_and_the_rest_still_loads()
    {
        var library = ShippedLibrary.Of([SamplePack.Read(SamplePack.Text), PackReader.Read("broken.md", SamplePack.With("minutes: 10", "minutes: ten"))]);
        Assert.Equal(["a-small-thing"], library.Exercises.Select(e => e.Slug));
        Assert.Equal("broken.md", Assert.Single(library.Refused).File);
    }

    [Fact]
    public void a_slug_that_another_pack_uses_refuses_the_later_pack_whole()
    {
        var library = ShippedLibrary.Of([SamplePack.Read(SamplePack.Text), PackReader.Read("later.md", SamplePack.Text)]);
        Assert.Equal(["sample.md"], library.Packs.Select(p => p.File));
        Assert.Equal(new PackProblem("later.md", 11, "The slug ‘a-small-thing’ is used already in sample.md."), Assert.Single(library.Refused));
    }

    [Fact]
    public void a_folder_that_is_not_there_is_a_problem_and_no_exception() =>
        Assert.Contains("cannot be read", Assert.Single(ShippedLibrary.Load(Path.Combine(AppContext.BaseDirectory, "no-such-folder")).Refused).Reason);

    [Fact]
    public void a_file_that_is_not_utf8_is_refused_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("library-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "latin.md"), [0x2D, 0x2D, 0xE9, 0x20]);
            File.WriteAllText(Path.Combine(folder.FullName, "sample.md"), SamplePack.Text);
            var library = ShippedLibrary.Load(folder.FullName);
            Assert.Equal(new PackProblem("latin.md", 1, "The file is not UTF-8."), Assert.Single(library.Refused));
            Assert.Single(library.Exercises);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Plan(Step step) => string.Join(' ', new[]
    {
        step.Key, LibraryWords.Word(step.Mode), step.Who is Who.Each or Who.Pair ? null : LibraryWords.Word(step.Who),
        step.Occurs == Occurs.Every ? null : LibraryWords.Word(step.Occurs),
        LibraryWords.Word(step.Opens.When), step.Opens.Step, step.Opens.Days?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        step.About is { } about && about != step.Opens.Step ? $"about {about}" : null,
    }.OfType<string>());
}
