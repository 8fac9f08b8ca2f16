using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace CoachPlatform.Specs.Library.Documents;

/// <summary>One small document in every format, made here. It has a title, a byline, an opening, three sections, a list and a caption.</summary>
internal static class MadeFiles
{
    public const string Title = "Three evenings at home";

    public static IReadOnlyList<string> Sections { get; } = ["Cook without a plan", "Swap one chore", "Say good night twice"];

    public const string Text = """
        Three evenings at home

        By Rosa Linden
        4 min read

        None of this needs a free weekend. Each of the three fits between supper and sleep.

        Cook without a plan

        Open the cupboard and pick two things that nobody would put together. Cook them side by side. Talk about anything but the day that lies behind you.

        Swap one chore

        Choose a chore the other one always does, and do it for a week. You will find out what it costs.

        1. Write down which one.
        2. Ask how it is done.
        3. Do it without being told.

        Say good night twice

        Once when the light goes out, and once just before. What would you have liked to hear today? Wait for the answer.

        Photo: a lamp beside two books
        """;

    public const string Markdown = """
        ---
        draft: yes
        ---
        # Three evenings at home

        By Rosa Linden

        None of this needs a free weekend.

        ## Cook without a plan

        Open the cupboard and pick **two things** that nobody would [put together](https://example.org).
        Cook them side by side.

        ## Swap one chore

        Choose a chore the other one always does:

        1. Write down which one.
        2. Ask how it is done.

        ### How long

        A week is enough.

        ## Say good night twice

        - Once when the light goes out.
        - Once just before.

        ![a lamp beside two books](lamp.jpg)
        """;

    public const string Html = """
        <!doctype html><html><head><title>Evenings</title><style>p { color: red }</style><script type="application/ld+json">{"a": 1}</script></head><body>
        <nav><a href="/">Home</a> <a href="/advice">Advice</a></nav>
        <article><header><h1>Three evenings at home</h1><p class="byline">By Rosa Linden</p></header>
        <p>None of this needs a free weekend.</p>
        <h2>Cook without a plan</h2><p>Open the cupboard and pick <em>two things</em>.<br>Cook them side by side.</p>
        <figure><img src="lamp.jpg" alt=""><figcaption>A lamp beside two books</figcaption></figure>
        <h2>Swap one chore</h2><p>Choose a chore the other one always does.</p><ol><li>Write down which one.<li>Ask how it is done.</ol>
        <h2>Say good night twice</h2><div>Once when the light goes out, and once just before.</div></article>
        <footer>All rights reserved</footer></body></html>
        """;

    public static byte[] Docx(Action<WordprocessingDocument>? more = null)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            var numbering = main.AddNewPart<NumberingDefinitionsPart>();
            numbering.Numbering = new Numbering(
                new AbstractNum(new Level(new NumberingFormat { Val = NumberFormatValues.Decimal }) { LevelIndex = 0 }) { AbstractNumberId = 1 },
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                Style("Title", "Title"), Style("Heading1", "heading 1"), Style("Caption", "caption"));
            main.Document = new Word.Document(new Body(
                Line(Title, "Title"), Line("By Rosa Linden"), Line("None of this needs a free weekend."),
                Line(Sections[0], "Heading1"), Line("Open the cupboard and pick two things."), Line("Cook them side by side."), Line("A lamp beside two books", "Caption"),
                Line(Sections[1], "Heading1"), Line("Choose a chore the other one always does."), Line("Write down which one.", list: true), Line("Ask how it is done.", list: true),
                Line(Sections[2], "Heading1"), Line("Once when the light goes out, and once just before.")));
            more?.Invoke(word);
        }

        return stream.ToArray();
    }

    /// <summary>Two pages with a running head, headings in larger letters and a word broken at the end of a line.</summary>
    public static byte[] Pdf()
    {
        var pdf = new PdfDocumentBuilder();
        var plain = pdf.AddStandard14Font(Standard14Font.Helvetica);
        var bold = pdf.AddStandard14Font(Standard14Font.HelveticaBold);
        var first = pdf.AddPage(595, 842);
        Put(first, bold, 22, 760, Title);
        Put(first, plain, 11, 730, "By Rosa Linden");
        Put(first, plain, 11, 700, "None of this needs a free weekend, and each of them fits between supper", "and the time when the lights go out.");
        Put(first, bold, 15, 640, Sections[0]);
        Put(first, plain, 11, 615, "Open the cupboard and pick two things that nobody would put to-", "gether on one plate. Cook them side by side.");
        Put(first, bold, 15, 560, Sections[1]);
        Put(first, plain, 11, 535, "Choose a chore the other one always does.");
        Put(first, plain, 11, 515, "1. Write down which one.");
        Put(first, plain, 11, 500, "2. Ask how it is done.");
        Put(first, plain, 11, 60, "Page 1 of 2");
        var second = pdf.AddPage(595, 842);
        Put(second, bold, 15, 760, Sections[2]);
        Put(second, plain, 11, 735, "Once when the light goes out, and once just before.");
        Put(second, plain, 11, 60, "Page 2 of 2");
        return pdf.Build();
    }

    /// <summary>A zip of named parts, as they are given.</summary>
    public static byte[] Zip(params (string Name, Action<Stream> Write)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(part);
            }
        }

        return stream.ToArray();
    }

    public static void Zeros(Stream stream, long bytes)
    {
        var block = new byte[1 << 20];
        for (var left = bytes; left > 0; left -= block.Length)
            stream.Write(block, 0, (int)Math.Min(left, block.Length));
    }

    private static void Put(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double size, double y, params string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
            page.AddText(lines[i], size, new PdfPoint(60, y - i * size * 1.3), font);
    }

    private static Style Style(string id, string name) => new(new StyleName { Val = name }) { StyleId = id, Type = StyleValues.Paragraph };

    private static Word.Paragraph Line(string text, string? style = null, bool list = false)
    {
        var properties = new ParagraphProperties();
        if (style is not null)
            properties.ParagraphStyleId = new ParagraphStyleId { Val = style };
        if (list)
            properties.NumberingProperties = new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 });
        return new Word.Paragraph(properties, new Run(new Text(text)));
    }
}
