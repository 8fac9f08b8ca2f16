using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CoachPlatform.IntegrationTests.Support;

/// <summary>Word documents made by us, as a coach would bring them.</summary>
public static class WordFile
{
    /// <summary>A title, a byline, three headed passages and a caption.</summary>
    public static byte[] ThreeEvenings()
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new[] { ("Title", "Title"), ("Heading1", "heading 1"), ("Caption", "caption") }.Select(s => new Style(new StyleName { Val = s.Item2 }) { StyleId = s.Item1, Type = StyleValues.Paragraph }));
            main.Document = new Document(new Body(
                Line("Three evenings at home", "Title"), Line("By Rosa Linden"), Line("None of this needs a free weekend. Each of the three fits between supper and sleep."),
                Line("Cook without a plan", "Heading1"), Line("Open the cupboard and pick two things that nobody would put together. Cook them side by side, and talk about anything but the day that lies behind you."),
                Line("It does not have to taste of anything. What would you have cooked for a stranger?"),
                Line("Swap one chore", "Heading1"), Line("Choose a chore the other one always does, and do it for a week without being told."), Line("You will find out what it costs, and so will they."),
                Line("Say good night twice", "Heading1"), Line("Once when the light goes out, and once just before. Wait for the answer."),
                Line("A lamp beside two books", "Caption")));
        }

        return stream.ToArray();
    }

    private static Paragraph Line(string text, string? style = null) =>
        new(new ParagraphProperties { ParagraphStyleId = style is null ? null : new ParagraphStyleId { Val = style } }, new Run(new Text(text)));
}
