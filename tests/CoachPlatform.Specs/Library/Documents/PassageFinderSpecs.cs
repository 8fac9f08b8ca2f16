using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

public class PassageFinderSpecs
{
    private const string Prose = "Two people sat down and told each other what the week had been like. Neither of them was in a hurry.";

    [Theory]
    [InlineData("#1. Walk first", "#2. Then talk")]
    [InlineData("#1 Walk first", "#2 Then talk")]
    [InlineData("Tip 1: Walk first", "Tip 2: Then talk")]
    [InlineData("1. Walk first", "2. Then talk")]
    public void numbered_tips_are_titles_without_their_numbers(string first, string second) =>
        Assert.Equal(["Walk first", "Then talk"], ReadFiles.Find("a.txt", $"{Prose}\n\n{first}\n\n{Prose}\n\n{second}\n\n{Prose}").Titles());

    [Fact]
    public void numbered_lines_one_below_the_other_are_a_list_and_no_titles()
    {
        var found = ReadFiles.Find("a.txt", $"{Prose}\n\n1. Walk first.\n2. Then talk.\n3. Then rest.\n\n{Prose}");
        var passage = Assert.Single(found.Passages);
        Assert.Equal("1. Walk first.\n2. Then talk.\n3. Then rest.", passage.Paragraphs[1].Text);
    }

    [Fact]
    public void short_lines_above_prose_are_titles_and_need_no_blank_line() =>
        Assert.Equal(["Walk first", "Then talk"], ReadFiles.Find("a.txt", $"Walk first\n\n{Prose}\n\nThen talk\n{Prose} {Prose}").Titles());

    [Fact]
    public void a_line_that_announces_as_many_ways_as_follow_is_the_name_of_the_whole()
    {
        var found = ReadFiles.Find("a.txt", $"{Prose}\n\n2 Ways to Begin\n\n{Prose}\n\nWalk first\n\n{Prose}\n\nThen talk\n\n{Prose}");
        Assert.Equal("2 Ways to Begin", found.Title);
        Assert.Equal(["Walk first", "Then talk"], found.Titles());
    }

    [Fact]
    public void a_line_that_announces_another_number_is_a_title_like_the_rest() =>
        Assert.Equal(3, ReadFiles.Find("a.txt", $"7 Ways to Begin\n\n{Prose}\n\nWalk first\n\n{Prose}\n\nThen talk\n\n{Prose}").Passages.Count);

    [Fact]
    public void titles_in_the_middle_of_long_prose_are_found()
    {
        var text = $"{Prose} {Prose} Walking Side by Side To begin with, it is easier to speak next to somebody. {string.Join(' ', Enumerable.Repeat(Prose, 6))} Listening Without Hurry Nobody needs an answer at once. {string.Join(' ', Enumerable.Repeat(Prose, 6))}";
        var found = ReadFiles.Find("a.txt", text);
        Assert.Equal(["Walking Side by Side", "Listening Without Hurry"], found.Titles());
        Assert.StartsWith("To begin with", found.Passages[0].Text, StringComparison.Ordinal);
        Assert.Equal("Listening Without Hurry", text[found.Passages[1].Place.From..][..23]);
    }

    [Fact]
    public void prose_without_any_title_is_parted_at_paragraphs_and_named_by_its_first_words()
    {
        var found = ReadFiles.Find("a.txt", string.Join("\n\n", Enumerable.Repeat(string.Join(' ', Enumerable.Repeat(Prose, 6)), 5)));
        Assert.Equal(3, found.Passages.Count);
        Assert.All(found.Titles(), t => Assert.Equal("Two people sat down and told each…", t));
        Assert.Empty(found.Cuts);
    }

    [Fact]
    public void one_short_paragraph_is_one_passage() => Assert.Equal(Prose, Assert.Single(ReadFiles.Find("a.txt", Prose).Passages).Text);

    [Fact]
    public void lines_broken_to_a_width_are_one_paragraph()
    {
        var found = ReadFiles.Find("a.txt", "Two people sat down and told each other what the week\nhad been like, and neither of them was in any hurry to\nbe the first.");
        Assert.DoesNotContain('\n', Assert.Single(Assert.Single(found.Passages).Paragraphs).Text);
    }

    [Theory]
    [InlineData("Reading Time: 4 minutes", CutReason.ReadingTime)]
    [InlineData("5 min read", CutReason.ReadingTime)]
    [InlineData("March 2023", CutReason.Date)]
    [InlineData("Published on 3 May 2022", CutReason.Date)]
    [InlineData("2022-05-03", CutReason.Date)]
    [InlineData("By Rosa Linden", CutReason.Byline)]
    [InlineData("By : Our team, Nov 10, 2021", CutReason.Byline)]
    [InlineData("Written by Rosa Linden", CutReason.Byline)]
    [InlineData("Photo by Rosa Linden on a photo site", CutReason.Caption)]
    [InlineData("Free stock photo of hands, tea, window", CutReason.Caption)]
    [InlineData("/imagine prompt: two cups on a sill --ar 16:9", CutReason.ImagePrompt)]
    [InlineData("Home > Advice > Evenings", CutReason.Navigation)]
    [InlineData("Share this article", CutReason.Navigation)]
    [InlineData("Skip to main content", CutReason.Navigation)]
    [InlineData("© 2024 Harbour Press", CutReason.Navigation)]
    public void a_line_that_is_no_advice_is_set_aside_and_nothing_else_is(string line, CutReason reason)
    {
        var found = ReadFiles.Find("a.txt", $"{line}\n\n{Prose}\n\n{line}\n\n{Prose}");
        Assert.Equal([line, line], found.CutAs(reason));
        Assert.Equal(2, found.Cuts.Count);
        Assert.Equal([Prose, Prose], found.Passages.SelectMany(p => p.Paragraphs).Select(p => p.Text));
    }

    [Theory]
    [InlineData("By listening first you make room.")]
    [InlineData("Share this with each other tonight, in one sentence each, before the light goes out.")]
    [InlineData("May is a good month to begin.")]
    [InlineData("Picture a table with two chairs.")]
    public void a_sentence_that_only_begins_like_one_stays(string line) =>
        Assert.Empty(ReadFiles.Find("a.txt", $"{Prose}\n\n{line}\n\n{Prose}").Cuts);

    [Fact]
    public void an_image_prompt_inside_a_paragraph_is_cut_out_of_it_with_its_exact_place()
    {
        var text = $"{Prose} @ Midjourney AI Image Prompt: /imagine prompt:Two cups on a sill. Warm light. --v 6 --ar 16:9 {Prose}";
        var found = ReadFiles.Find("a.txt", text);
        var cut = Assert.Single(found.Cuts);
        Assert.Equal(CutReason.ImagePrompt, cut.Reason);
        Assert.Equal("@ Midjourney AI Image Prompt: /imagine prompt:Two cups on a sill. Warm light. --v 6 --ar 16:9", cut.Text);
        Assert.Equal(cut.Text, text[cut.Place.From..cut.Place.To]);
        Assert.Equal([Prose, Prose], found.Passages.SelectMany(p => p.Paragraphs).Select(p => p.Text));
    }

    [Fact]
    public void what_tells_of_the_writer_at_the_end_is_set_aside()
    {
        var found = ReadFiles.Find("a.txt", $"Walk first\n\n{Prose}\n\nThen talk\n\n{Prose}\n\nRosa Linden\n\nCouples coach and author\n\nLikes tea.");
        Assert.Equal(["Rosa Linden", "Couples coach and author", "Likes tea."], found.CutAs(CutReason.Biography));
        Assert.Equal(["Walk first", "Then talk"], found.Titles());
    }

    [Fact]
    public void nothing_is_lost_between_passages_and_cuts()
    {
        var text = MadeFiles.Text;
        var found = ReadFiles.Find("a.txt", text);
        var there = string.Concat([found.Title, .. found.Titles(), .. found.Passages.Select(p => p.Text), .. found.Cuts.Select(c => c.Text)]);
        Assert.Equal(Letters(text), Letters(there));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Order());
}
