using System.Globalization;
using CoachPlatform.Library.Documents;
using CoachPlatform.Web.Shared;

namespace CoachPlatform.Web.Coach;

/// <summary>What the pages of imported documents say. Pure.</summary>
public static class DocumentLook
{
    public static string Of(SourceFormat format) => format switch
    {
        SourceFormat.Text => CoachWords.Format_Text,
        SourceFormat.Markdown => "Markdown",
        SourceFormat.Html => "HTML",
        SourceFormat.Docx => "DOCX",
        SourceFormat.Pdf => "PDF",
    };

    public static string Of(CutReason reason) => reason switch
    {
        CutReason.Byline => CoachWords.Cut_Byline,
        CutReason.Biography => CoachWords.Cut_Biography,
        CutReason.Date => CoachWords.Cut_Date,
        CutReason.ReadingTime => CoachWords.Cut_ReadingTime,
        CutReason.Caption => CoachWords.Cut_Caption,
        CutReason.ImagePrompt => CoachWords.Cut_ImagePrompt,
        CutReason.Navigation => CoachWords.Cut_Navigation,
        CutReason.Keywords => CoachWords.Cut_Keywords,
        CutReason.Opening => CoachWords.Cut_Opening,
        CutReason.EmptyTitle => CoachWords.Cut_EmptyTitle,
        CutReason.Dropped => CoachWords.Cut_Dropped,
    };

    /// <summary>"Page 3", "Pages 3 to 4". Characters count from 1 for a reader.</summary>
    public static string Of(SourcePlace place)
    {
        var (one, many) = Places(place.Unit);
        var from = place.Unit == PlaceUnit.Character ? place.From + 1 : place.From;
        return from >= place.To ? one.With(Number(from)) : many.With(Number(from), Number(place.To));
    }

    /// <summary>The two wordings of a place, for the page's own module, which moves passages about.</summary>
    public static (string One, string Many) Places(PlaceUnit unit) => unit switch
    {
        PlaceUnit.Character => (CoachWords.Place_Character, CoachWords.Place_Characters),
        PlaceUnit.Paragraph => (CoachWords.Place_Paragraph, CoachWords.Place_Paragraphs),
        PlaceUnit.Page => (CoachWords.Place_Page, CoachWords.Place_Pages),
    };

    public static string Standing(int revision) => revision == 0 ? CoachWords.Document_Proposed : CoachWords.Document_Settled;

    private static string Number(int n) => n.ToString("N0", CultureInfo.CurrentCulture);
}
