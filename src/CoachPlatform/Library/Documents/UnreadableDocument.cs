namespace CoachPlatform.Library.Documents;

/// <summary>Leaves a reader from wherever it is. It never leaves <see cref="DocumentReader"/>.</summary>
/// <param name="slug">The problem's type: stable, for programs.</param>
/// <param name="reason">What is wrong and what to do, for the coach.</param>
internal sealed class UnreadableDocument(string slug, string reason) : Exception(reason)
{
    public string Slug => slug;

    public static UnreadableDocument Broken(string kind) => new("file-broken", $"This is no {kind} that can be read: it is broken, or not what its name says. Nothing was kept.");

    public static UnreadableDocument TooMuch(string what) => new("file-too-large", $"{what} Nothing was kept.");

    public static UnreadableDocument TooDeep { get; } =
        new("file-too-deep", "This file nests its parts deeper than any text needs, so it was not read. Nothing was kept.");

    public static UnreadableDocument Active(string what) =>
        new("file-active", $"This file holds {what}. Such files are not taken in, and nothing of it was run or kept. Paste its text instead.");
}
