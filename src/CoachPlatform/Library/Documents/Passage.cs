using System.Text.Json.Serialization;

namespace CoachPlatform.Library.Documents;

public sealed record Paragraph(string Text, SourcePlace Place);

/// <summary>A titled section of a document.</summary>
/// <param name="Paragraphs">At least one. The items of a list are the lines of one paragraph.</param>
public sealed record Passage(string Title, IReadOnlyList<Paragraph> Paragraphs)
{
    [JsonIgnore]
    public string Text => string.Join("\n\n", Paragraphs.Select(p => p.Text));

    [JsonIgnore]
    public SourcePlace Place => Paragraphs.Select(p => p.Place).Aggregate((a, b) => a.Over(b));
}

/// <summary>Why something is in no passage. <c>Dropped</c> is the coach's own choice; the others are proposals.</summary>
public enum CutReason { Byline, Biography, Date, ReadingTime, Caption, ImagePrompt, Navigation, Keywords, Opening, EmptyTitle, Dropped }

/// <summary>What was set aside. It stays with the document and can be restored.</summary>
public sealed record Cut(CutReason Reason, string Text, SourcePlace Place);

/// <summary>What a document came to.</summary>
/// <param name="Title">As the document itself says; null when it does not.</param>
public sealed record Findings(string? Title, IReadOnlyList<Passage> Passages, IReadOnlyList<Cut> Cuts);
