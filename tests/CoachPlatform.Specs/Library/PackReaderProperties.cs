using CsCheck;

namespace CoachPlatform.Specs.Library;

public class PackReaderProperties
{
    private static readonly Gen<string> Scrap = Gen.OneOf(
        Gen.String[0, 5],
        Gen.OneOf("\n", "\t", "  ", "```", "---\n", "## ", "## B1 · x\n", "&a ", "*a ", "!!t ", "[", "]", "{", "}", ": ", "- ", "'", "\"", "<b>", "|\n", "? ", "%", "\u0000", "\uD800"));

    [Fact]
    public void a_damaged_file_is_a_pack_or_a_list_of_reasons_on_its_own_lines()
    {
        var refused = 0;
        Gen.Select(Gen.Int[0, SamplePack.Text.Length], Gen.Int[0, 12], Scrap).Sample(
            (at, length, scrap) =>
            {
                var text = SamplePack.Text[..at] + scrap + SamplePack.Text[Math.Min(SamplePack.Text.Length, at + length)..];
                var reading = SamplePack.Read(text);
                Assert.Equal(reading.Pack is null, reading.Problems.Count > 0);
                var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r').Length;
                Assert.All(reading.Problems, p => Assert.InRange(p.Line, 1, lines));
                if (reading.Pack is null)
                    Interlocked.Increment(ref refused);
            },
            iter: 3_000);
        Assert.InRange(refused, 1, 2_999);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("- ")]
    [InlineData("![")]
    public void a_digest_nested_without_end_neither_throws_nor_hangs(string mark)
    {
        var text = SamplePack.With("Take one", string.Concat(Enumerable.Repeat(mark, 5_000)) + " Take one");
        var reading = SamplePack.Read(text);
        Assert.Equal(reading.Pack is null, reading.Problems.Count > 0);
    }
}
