namespace CoachPlatform.Library.Authoring;

/// <summary>How a pack file began that a practice brought in, and the order of its exercises, so that what goes out is what came in. The newest file of a document counts.</summary>
/// <param name="Id">The document that the file names.</param>
/// <param name="Slugs">In the order of the file.</param>
public sealed record PackFront(string Id, PackHead Head, IReadOnlyList<string> Slugs);
