using CoachPlatform.Platform.Commands;

namespace CoachPlatform.Library.Documents;

/// <summary>What passages have to be to be saved. Errors are keyed as they were sent: <c>passages[0].title</c>.</summary>
public static class PassageRules
{
    public static Refusal? Check(SourceDocument document, SettlePassages.Request request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Revision is null or < 0)
            errors["revision"] = ["Say which revision you corrected."];
        if (request.Passages is not { Count: > 0 })
            errors["passages"] = ["Keep at least one passage, or withdraw the document."];
        else if (request.Passages.Count > DocumentLimits.Passages)
            errors["passages"] = [$"A document has at most {DocumentLimits.Passages} passages."];
        else
            Each("passages", request.Passages);
        if (request.Dropped?.Count > DocumentLimits.Passages)
            errors["dropped"] = [$"A document has at most {DocumentLimits.Passages} passages."];
        else
            Each("dropped", request.Dropped ?? []);
        if ((request.Restored ?? []).Any(n => n < 1 || n > document.Cuts.Count))
            errors["restored"] = [$"This document has {document.Cuts.Count} cuts, numbered from 1."];
        return errors.Count == 0 ? null : Refusal.Invalid("fields-invalid", "The passages were not saved. Please look at what is marked.", errors);

        void Each(string list, IReadOnlyList<Passage> passages)
        {
            for (var i = 0; i < passages.Count && errors.Count < 50; i++)
                One($"{list}[{i}]", passages[i]);
        }

        void One(string at, Passage? passage)
        {
            if (passage?.Paragraphs is not { Count: > 0 } paragraphs || paragraphs.Any(p => string.IsNullOrWhiteSpace(p?.Text)))
                errors[at] = ["A passage has text."];
            else if (paragraphs.Sum(p => p.Text.Length) > DocumentLimits.PassageText)
                errors[at] = [$"A passage has at most {DocumentLimits.PassageText:N0} characters. Split it."];
            else if (paragraphs.Any(p => PlainText.FirstBad(p.Text) >= 0))
                errors[at] = ["This holds a character that no text has."];
            else if (paragraphs.Any(p => !IsIn(document, p.Place)))
                errors[at] = ["This place is not in the document."];
            if (passage?.Title?.Trim() is not { Length: > 0 } title)
                errors[$"{at}.title"] = ["Give it a title."];
            else if (title.Length > DocumentLimits.Title || PlainText.FirstBad(title) >= 0)
                errors[$"{at}.title"] = [$"Keep the title to {DocumentLimits.Title} characters of plain text."];
        }
    }

    private static bool IsIn(SourceDocument document, SourcePlace? place) =>
        place is not null && place.Unit == document.Unit && place.From >= (place.Unit == PlaceUnit.Character ? 0 : 1) && place.From <= place.To && place.To <= document.Extent;
}
