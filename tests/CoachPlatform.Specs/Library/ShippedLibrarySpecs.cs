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
    [InlineData("one-reaction", "B2", "001", Mode.Sealed, "say sealed start; restate sealed after say; right sealed after restate")]
    [InlineData("weekly-pulse", "C1", "002", Mode.Individual, "pulse individual start")]
    [InlineData("laughter-log", "C3", "002", Mode.Joint, "log individual start; pick joint ready log 6")]
    [InlineData("guess-and-tell", "D9", "003", Mode.Sealed, "quiz sealed start; dreams sealed after quiz; dates joint start")]
    [InlineData("something-i-understood", "D11", "003", Mode.Sealed, "say sealed start; right sealed after say")]
    [InlineData("values-apart-then-together", "E7", "004", Mode.Sealed, "values sealed start; choose joint after values; done individual ready choose 14")]
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
    public void nothing_screened_is_offered_yet() => Assert.DoesNotContain(Shipped.Exercises, e => e.Flags.Contains("screened"));

    [Fact]
    public void each_version_is_found_by_its_own_id()
    {
        Assert.Equal(7, Shipped.Versions.Count);
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
    public void the_list_narrows_by_words_dimension_topic_and_mode()
    {
        string[] Slugs(LibraryQuery query) => [.. Shipped.List(query).Select(e => e.Slug)];
        Assert.Equal(7, Slugs(new LibraryQuery()).Length);
        Assert.Equal(["laughter-log"], Slugs(new LibraryQuery("LAUGHTER moments")));
        Assert.Equal(["guess-and-tell", "something-i-understood"], Slugs(new LibraryQuery("003")));
        Assert.Equal(["plan-something-small", "laughter-log"], Slugs(new LibraryQuery(Dimension: "time-together")));
        Assert.Equal(["weekly-pulse"], Slugs(new LibraryQuery(Mode: Mode.Individual)));
        Assert.Equal(7, Slugs(new LibraryQuery(Topic: "none")).Length);
        Assert.Empty(Slugs(new LibraryQuery(Topic: "intimacy")));
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
        step.Key, LibraryWords.Word(step.Mode), LibraryWords.Word(step.Opens.When), step.Opens.Step, step.Opens.Days?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.OfType<string>());
}
