using System.IO.Compression;
using System.Text;
using CoachPlatform.Library.Documents;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace CoachPlatform.Specs.Library.Documents;

/// <summary>Files that mean harm, or are none, are refused with a reason in bounded time and memory.</summary>
public class HostileFileSpecs
{
    private const string Types = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""";

    private static void Words(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void a_file_that_unpacks_to_gigabytes_is_refused() =>
        Assert.Equal("file-bomb", ReadFiles.RefusedAs("a.docx", MadeFiles.Zip(("[Content_Types].xml", s => Words(s, Types)), ("word/document.xml", s => MadeFiles.Zeros(s, 300L << 20)))));

    [Fact]
    public void a_file_of_very_many_parts_is_refused() =>
        Assert.Equal("file-bomb", ReadFiles.RefusedAs("a.docx", MadeFiles.Zip([.. Enumerable.Range(0, 6000).Select(i => ($"word/{i}.xml", (Action<Stream>)(s => Words(s, "<a/>"))))])));

    [Fact]
    public void a_word_document_with_macros_is_refused_whatever_it_is_called()
    {
        var macros = MadeFiles.Docx(word => word.MainDocumentPart!.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1, 2, 3])));
        Assert.Equal("file-active", ReadFiles.RefusedAs("a.docx", macros));
        Assert.Equal("file-active", ReadFiles.RefusedAs("a.docm", MadeFiles.Docx()));
        Assert.Equal("file-active", ReadFiles.RefusedAs("a.docx", MadeFiles.Docx(word => word.ChangeDocumentType(WordprocessingDocumentType.MacroEnabledDocument))));
    }

    [Fact]
    public void a_word_document_that_defines_entities_is_refused() =>
        Assert.Equal("file-broken", ReadFiles.RefusedAs("a.docx", MadeFiles.Zip(
            ("[Content_Types].xml", s => Words(s, Types)),
            ("word/document.xml", s => Words(s, """<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>""")))));

    [Fact]
    public void a_word_document_nested_ten_thousand_deep_is_refused() =>
        Assert.Equal("file-too-deep", ReadFiles.RefusedAs("a.docx", MadeFiles.Zip(
            ("[Content_Types].xml", s => Words(s, Types)),
            ("word/document.xml", s => Words(s, string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)))))));

    [Theory]
    [InlineData("a.docx")]
    [InlineData("a.pdf")]
    public void a_file_cut_off_anywhere_is_refused_or_read_but_never_thrown(string name)
    {
        var whole = name.EndsWith("docx", StringComparison.Ordinal) ? MadeFiles.Docx() : MadeFiles.Pdf();
        foreach (var length in Enumerable.Range(0, 40).Select(i => i * whole.Length / 40))
        {
            var (read, refusal) = DocumentReader.Read(name, whole[..length], CancellationToken.None);
            Assert.True(read is null ^ refusal is null);
        }
    }

    [Fact]
    public void any_byte_changed_in_a_file_is_refused_or_read_but_never_thrown()
    {
        var random = new Random(7);
        foreach (var (name, whole) in new[] { ("a.docx", MadeFiles.Docx()), ("a.pdf", MadeFiles.Pdf()) })
        {
            for (var i = 0; i < 60; i++)
            {
                var bytes = (byte[])whole.Clone();
                for (var n = 0; n < 8; n++)
                    bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
                var (read, refusal) = DocumentReader.Read(name, bytes, CancellationToken.None);
                Assert.True(read is null ^ refusal is null);
            }
        }
    }

    [Theory]
    [InlineData("a.pdf", "no pdf at all")]
    [InlineData("a.docx", "no word document at all")]
    [InlineData("a.pdf", "%PDF-1.7\n%%EOF")]
    [InlineData("a.pdf", "%PDF-1.7\n1 0 obj\n<< /Length 1000000000 >>\nstream\n")]
    [InlineData("a.docx", "PK\u0003\u0004 and then nothing")]
    public void a_file_that_is_not_what_its_name_says_is_refused(string name, string text) => Assert.Equal("file-broken", ReadFiles.RefusedAs(name, text));

    [Fact]
    public void a_pdf_nested_a_hundred_thousand_deep_is_refused() =>
        Assert.Equal("file-broken", ReadFiles.RefusedAs("a.pdf", "%PDF-1.7\n1 0 obj\n" + new string('[', 100_000) + new string(']', 100_000) + "\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"));

    [Fact]
    public void a_pdf_whose_page_unpacks_to_gigabytes_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            MadeFiles.Zeros(zlib, 300L << 20);
        Assert.Equal("file-bomb", ReadFiles.RefusedAs("a.pdf", OnePage($"/Filter /FlateDecode /Length {packed.Length}", packed.ToArray())));
    }

    [Fact]
    public void a_pdf_whose_pictures_draw_each_other_a_billion_times_is_refused()
    {
        var content = string.Concat(Enumerable.Repeat("/X Do ", 10));
        var forms = string.Concat(Enumerable.Range(5, 9).Select(i =>
            $"{i} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {i + 1} 0 R >> >> /Length {content.Length} >>\nstream\n{content}\nendstream\nendobj\n"));
        Assert.Equal("file-bomb", ReadFiles.RefusedAs(
            "a.pdf",
            $"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
            + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>\nendobj\n"
            + $"4 0 obj\n<< /Length {content.Length} >>\nstream\n{content}\nendstream\nendobj\n{forms}"
            + "14 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nn\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 15 >>\nstartxref\n0\n%%EOF\n"));
    }

    [Theory]
    [InlineData("<p>Hello</p><script>alert(1)</script>")]
    [InlineData("<p onclick='alert(1)'>Hello</p>")]
    [InlineData("<img src=x onerror=alert(1)>Hello")]
    [InlineData("<a href=' java\nscript:alert(1)'>Hello</a>")]
    [InlineData("<svg><script>alert(1)</script></svg>Hello")]
    [InlineData("<iframe src='https://example.org'></iframe>Hello")]
    [InlineData("<object data='x'></object>Hello")]
    [InlineData("<form action='javascript:alert(1)'>Hello</form>")]
    public void a_page_with_anything_to_run_is_refused(string html)
    {
        Assert.Equal("file-active", ReadFiles.RefusedAs("a.html", html));
        Assert.Equal("file-active", ReadFiles.RefusedAs("a.md", $"# Hello\n\n{html}\n"));
    }

    [Fact]
    public void a_page_nested_a_hundred_thousand_deep_is_refused() =>
        Assert.Equal("file-too-deep", ReadFiles.RefusedAs("a.html", string.Concat(Enumerable.Repeat("<div>", 100_000)) + "Hello"));

    [Fact]
    public void markdown_nested_deeper_than_the_library_goes_is_refused() => Assert.Equal("file-too-deep", ReadFiles.RefusedAs("a.md", new string('>', 300) + " Hello"));

    [Fact]
    public void markdown_nested_ten_thousand_deep_is_read_as_plain_text() =>
        Assert.EndsWith("Hello", Assert.Single(ReadFiles.Find("a.md", new string('>', 10_000) + " Hello").Passages).Text, StringComparison.Ordinal);

    [Fact]
    public void more_than_a_million_characters_are_refused() => Assert.Equal("file-too-large", ReadFiles.RefusedAs("a.txt", new string('a', DocumentLimits.Text + 1)));

    [Fact]
    public void a_file_over_the_limit_is_refused_unread() => Assert.Equal("file-too-large", ReadFiles.RefusedAs("a.pdf", new byte[DocumentLimits.File + 1]));

    [Theory]
    [InlineData("a.txt", "Hello\0there")]
    [InlineData("a.exe", "MZ and more")]
    [InlineData("a.doc", "Hello")]
    public void what_is_no_text_or_a_kind_that_nobody_reads_is_refused(string name, string text) => Assert.Equal("file-kind", ReadFiles.RefusedAs(name, text));

    [Theory]
    [InlineData(" \n\t\n")]
    [InlineData("5 min read")]
    public void a_file_with_nothing_to_read_has_no_passages(string text)
    {
        var (read, refusal) = DocumentReader.Read("a.txt", Encoding.UTF8.GetBytes(text), CancellationToken.None);
        Assert.True(refusal?.Slug == "file-empty" || PassageFinder.Find(read!.Blocks).Passages.Count == 0);
    }

    [Theory]
    [InlineData("! ")]
    [InlineData(". ")]
    [InlineData("1. a\n")]
    [InlineData("A\n\n")]
    [InlineData("/imagine ")]
    [InlineData("By ")]
    [InlineData("A b, ")]
    [InlineData("-")]
    [InlineData("! A")]
    [InlineData("> a\n")]
    [InlineData("- a\n")]
    [InlineData("**a\n")]
    [InlineData("[a](\n")]
    [InlineData("`a\n")]
    [InlineData("<p>")]
    [InlineData("<li>a")]
    [InlineData("&")]
    public async Task a_long_text_of_one_thing_over_and_over_takes_no_long_time(string once)
    {
        var text = string.Concat(Enumerable.Repeat(once, 150_000 / once.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.Run(() =>
        {
            foreach (var name in new[] { "a.txt", "a.md", "a.html" })
            {
                if (DocumentReader.Read(name, Encoding.UTF8.GetBytes(text), CancellationToken.None).Read is { } read)
                    PassageFinder.Find(read.Blocks);
                TestContext.Current.TestOutputHelper?.WriteLine($"{name} {watch.Elapsed}");
            }
        }).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static byte[] OnePage(string dictionary, byte[] content)
    {
        using var stream = new MemoryStream();
        Words(stream, $"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< {dictionary} >>\nstream\n");
        stream.Write(content);
        Words(stream, "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n");
        return stream.ToArray();
    }
}
