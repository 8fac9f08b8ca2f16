namespace CoachPlatform.Library;

/// <summary>One pack file: what stands in its front matter, and a practice per section.</summary>
/// <param name="Document">The number of the source document, such as <c>003</c>.</param>
/// <param name="Date">Of the document: a year, a year and month, or a day in ISO form; <c>unknown</c> when it names none.</param>
/// <param name="Language">BCP 47 tag of the pack's own wording.</param>
public sealed record Pack(
    string File,
    string Document,
    string Title,
    string Publisher,
    string Date,
    string Language,
    IReadOnlyList<PackPractice> Practices)
{
    public PackHead Head => new(Document, Title, Publisher, Date, Language);
}

/// <summary>One <c>##</c> section of a pack.</summary>
/// <param name="Line">Of the heading, 1-based.</param>
/// <param name="Section">Where in the document it is drawn from, in our words.</param>
public sealed record PackPractice(int Line, IReadOnlyList<string> Ids, string Section, Exercise Exercise);

/// <summary>One reason why a file was refused.</summary>
/// <param name="Line">1-based line in the file; 1 when the file as a whole is meant.</param>
public sealed record PackProblem(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>What reading a file came to: a pack, or every reason against it. Never both.</summary>
public sealed record PackReading(Pack? Pack, IReadOnlyList<PackProblem> Problems);

/// <summary>Gathers the reasons against one file, so that its author can mend all of them in one go.</summary>
internal sealed class PackProblems(string file)
{
    private readonly List<PackProblem> found = [];

    public int Count => found.Count;

    public void Add(int line, string reason) => found.Add(new PackProblem(file, line, reason));

    public PackReading Refuse() => new(null, [.. found.OrderBy(p => p.Line)]);
}
