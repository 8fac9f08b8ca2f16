using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

public class DraftFromPassageSpecs
{
    private static ExerciseDraft Of(params string[] paragraphs) => DraftFromPassage.Of(
        new Passage("An evening", [.. paragraphs.Select(p => new Paragraph(p, new SourcePlace(PlaceUnit.Character, 0, p.Length)))]));

    [Fact]
    public void what_the_passage_asks_to_do_becomes_steps_in_its_order() =>
        Assert.Equal(
            ["Choose a quiet hour.", "So, always put the phones away.", "Don't interrupt.", "Thank each other."],
            Of("Evenings are short. Choose a quiet hour. So, always put the phones away. Don't interrupt.", "It is worth it. Thank each other.").Steps);

    [Fact]
    public void the_items_of_a_list_lose_their_markers() =>
        Assert.Equal(["Write it down.", "Read it out."], Of("1. Write it down.\n2. Read it out.\n3. Silence helps.").Steps);

    [Theory]
    [InlineData("Work can be hard.")]
    [InlineData("Questions let somebody know that you care.")]
    [InlineData("Trust is built slowly.")]
    [InlineData("You listen well.")]
    public void a_sentence_that_only_tells_is_no_step(string sentence) => Assert.Empty(Of(sentence).Steps);

    [Fact]
    public void questions_become_prompts_and_a_quoted_one_stands_alone() =>
        Assert.Equal(
            ["What made you laugh this week?", "How was it for you?"],
            Of("What made you laugh this week? One question might be, “How was it for you?” Wait a while.").Prompts);

    [Fact]
    public void a_passage_that_asks_nothing_gives_an_empty_draft_with_its_title() =>
        Assert.Equal(Told.Line(new ExerciseDraft("An evening", [], [])), Told.Line(Of("It rained all evening.")));
}
