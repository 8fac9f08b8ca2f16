using System.Text;
using CoachPlatform.Library.Documents;

namespace CoachPlatform.Specs.Library.Documents;

/// <summary>From a file to its passages, with what a spec asks of them.</summary>
internal static class ReadFiles
{
    public static ReadOriginal Read(string name, byte[] bytes)
    {
        var (read, refusal) = DocumentReader.Read(name, bytes, CancellationToken.None);
        Assert.True(read is not null, refusal?.Detail);
        return read;
    }

    public static Findings Find(string name, byte[] bytes) => PassageFinder.Find(Read(name, bytes).Blocks);

    public static Findings Find(string name, string text) => Find(name, Encoding.UTF8.GetBytes(text));

    public static string RefusedAs(string name, byte[] bytes)
    {
        var (read, refusal) = DocumentReader.Read(name, bytes, CancellationToken.None);
        Assert.Null(read);
        Assert.Equal(422, refusal!.Status);
        Assert.Equal(["file"], refusal.Errors!.Keys);
        Assert.Contains("kept", refusal.Detail, StringComparison.Ordinal);
        return refusal.Slug;
    }

    public static string RefusedAs(string name, string text) => RefusedAs(name, Encoding.UTF8.GetBytes(text));

    public static IEnumerable<string> Titles(this Findings found) => found.Passages.Select(p => p.Title);

    public static IEnumerable<string> CutAs(this Findings found, CutReason reason) => found.Cuts.Where(c => c.Reason == reason).Select(c => c.Text);
}
