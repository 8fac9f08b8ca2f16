namespace CoachPlatform.Library.Documents;

/// <summary>Blocks in, titled passages and cuts out. Pure: equal blocks give equal passages anywhere. Nothing is lost between the two.</summary>
public static class PassageFinder
{
    // Prose without any title is parted at paragraphs, once a passage has grown to about a page of a phone.
    private const int ProsePassage = 1500;
    private const int WordsOfTitle = 7;

    public static Findings Find(IReadOnlyList<Block> blocks)
    {
        var marked = Titles.Mark(SetAside.Mark(blocks));
        var cuts = marked.Where(b => b.Aside is not null).Select(b => new Cut(b.Aside!.Value, b.Text, b.Place)).ToList();
        var kept = marked.Where(b => b.Aside is null).ToList();
        var title = kept.FirstOrDefault(b => b.Kind == BlockKind.Title);
        var opening = Paragraphs(kept.TakeWhile(b => b.Kind != BlockKind.Heading).Where(b => b.Kind != BlockKind.Title));
        var sections = Sections(kept, cuts);
        var passages = sections.Count switch
        {
            0 => Prose(title, opening),
            1 when opening.Count > 0 => [new Passage(NameOf(title, opening), opening), .. sections],
            _ => sections,
        };
        if (sections.Count > 1 && opening.Count > 0)
            cuts.Add(new Cut(CutReason.Opening, string.Join("\n\n", opening.Select(p => p.Text)), opening.Select(p => p.Place).Aggregate((a, b) => a.Over(b))));
        return new Findings(title is null ? null : Titles.Bare(title.Text), passages, [.. cuts.OrderBy(c => c.Place.From).ThenBy(c => c.Place.To)]);
    }

    private static List<Passage> Sections(List<Block> kept, List<Cut> cuts)
    {
        var sections = new List<Passage>();
        for (var i = kept.FindIndex(b => b.Kind == BlockKind.Heading); i >= 0 && i < kept.Count;)
        {
            var heading = kept[i];
            var under = kept.Skip(i + 1).TakeWhile(b => b.Kind != BlockKind.Heading).ToList();
            if (Paragraphs(under.Where(b => b.Kind != BlockKind.Title)) is { Count: > 0 } paragraphs)
                // The title is part of the passage, and so of its place.
                sections.Add(new Passage(Titles.Bare(heading.Text), [paragraphs[0] with { Place = paragraphs[0].Place.Over(heading.Place) }, .. paragraphs.Skip(1)]));
            else
                cuts.Add(new Cut(CutReason.EmptyTitle, heading.Text, heading.Place));
            i += under.Count + 1;
        }

        return sections;
    }

    /// <summary>Items that follow one another become the lines of one paragraph.</summary>
    private static List<Paragraph> Paragraphs(IEnumerable<Block> blocks)
    {
        var paragraphs = new List<Paragraph>();
        var list = new List<Block>();
        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Item)
            {
                list.Add(block);
                continue;
            }

            EndList();
            paragraphs.Add(new Paragraph(Spaces.Single(block.Text), block.Place));
        }

        EndList();
        return paragraphs;

        void EndList()
        {
            if (list.Count > 0)
                paragraphs.Add(new Paragraph(string.Join('\n', list.Select(i => $"{i.Marker} {Spaces.Single(i.Text)}")), list[0].Place.Over(list[^1].Place)));
            list.Clear();
        }
    }

    private static List<Passage> Prose(Block? title, List<Paragraph> paragraphs)
    {
        var passages = new List<Passage>();
        var open = new List<Paragraph>();
        var length = 0;
        foreach (var paragraph in paragraphs)
        {
            if (open.Count > 0 && length + paragraph.Text.Length > ProsePassage)
            {
                passages.Add(new Passage(NameOf(passages.Count == 0 ? title : null, open), open));
                (open, length) = ([], 0);
            }

            length += paragraph.Text.Length;
            open.Add(paragraph);
        }

        if (open.Count > 0)
            passages.Add(new Passage(NameOf(passages.Count == 0 ? title : null, open), open));
        return passages;
    }

    private static string NameOf(Block? title, List<Paragraph> paragraphs) => title is not null ? Titles.Bare(title.Text) : FirstWords(paragraphs[0].Text);

    private static string FirstWords(string text)
    {
        var words = Sentences.TextsOf(text).First().Split(' ');
        return words.Length <= WordsOfTitle ? Titles.Bare(string.Join(' ', words).TrimEnd('.')) : Titles.Bare(string.Join(' ', words.Take(WordsOfTitle)).TrimEnd(',', ';', ':') + "…");
    }
}
