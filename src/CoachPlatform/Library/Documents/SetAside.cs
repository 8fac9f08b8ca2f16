using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Documents;

/// <summary>Says of each block whether it is advice or stands around it: who wrote it, when, under which picture. Where only a part of a block is, that part becomes a block of its own.</summary>
internal static partial class SetAside
{
    // Whole blocks are judged up to this length; beyond it somebody is telling something.
    private const int LongestLine = 200;
    private const int LongestPrompt = 2000;

    public static IReadOnlyList<Block> Mark(IReadOnlyList<Block> blocks)
    {
        var marked = blocks.Select(b => b.Aside is null && ReasonFor(b) is { } reason ? b with { Aside = reason } : b).SelectMany(Inside).ToList();
        About(marked);
        return Keywords(marked);
    }

    private static CutReason? ReasonFor(Block block)
    {
        var text = block.Text.Trim();
        if (text.Length > LongestLine)
            return null;
        return ReadingTime().IsMatch(text) ? CutReason.ReadingTime
            : Date().IsMatch(text) ? CutReason.Date
            : Byline().IsMatch(text) ? CutReason.Byline
            : Caption().IsMatch(text) ? CutReason.Caption
            : Prompt().IsMatch(text) && !Sentences.IsClosed(text) ? CutReason.ImagePrompt
            : Navigation().IsMatch(text) || IsTrail(text) ? CutReason.Navigation
            : null;
    }

    /// <summary>Home &gt; Advice &gt; Listening, or Home | About | Contact.</summary>
    private static bool IsTrail(string text) =>
        text.Split(['>', '›', '»', '|'], StringSplitOptions.TrimEntries) is { Length: >= 3 } parts && parts.All(p => p.Length is > 0 and < 40) && !Sentences.IsClosed(text);

    /// <summary>An image prompt or the caption of a stock picture that got into a paragraph.</summary>
    private static IEnumerable<Block> Inside(Block block)
    {
        if (block.Aside is not null || block.Kind is BlockKind.Heading)
            return [block];
        var cuts = Sentences.Of(block.Text).Where(s => s.To - s.From <= LongestLine && Caption().IsMatch(block.Text[s.From..s.To])).Select(s => (s.From, s.To, CutReason.Caption)).ToList();
        for (var at = 0; PromptIn(block.Text, at) is { } prompt; at = prompt.To)
        {
            cuts.RemoveAll(c => c.From < prompt.To && prompt.From < c.To);
            cuts.Add((prompt.From, prompt.To, CutReason.ImagePrompt));
        }

        return cuts.Count == 0 ? [block] : Split(block, [.. cuts.OrderBy(c => c.From)]);
    }

    private static List<Block> Split(Block block, List<(int From, int To, CutReason Reason)> cuts)
    {
        var pieces = new List<Block>();
        var at = 0;
        foreach (var (from, to, reason) in cuts)
        {
            pieces.Add(block.Piece(at, from, block.Kind));
            pieces.Add(block.Piece(from, to, BlockKind.Paragraph, reason));
            at = to;
        }

        pieces.Add(block.Piece(at, block.Text.Length, block.Kind));
        return [.. pieces.Where(p => p.Text.Length > 0)];
    }

    private static (int From, int To)? PromptIn(string text, int at)
    {
        var command = text.IndexOf("/imagine", at, StringComparison.OrdinalIgnoreCase);
        if (command < 0)
            return null;
        var lead = PromptLead().Match(text, Math.Max(at, command - 80), Math.Min(80, command - at));
        var flags = PromptFlags().Match(text, command, Math.Min(LongestPrompt, text.Length - command));
        var sentence = Sentences.Of(text[command..Math.Min(text.Length, command + LongestPrompt)]).First();
        return (lead.Success ? lead.Index : command, flags.Success ? flags.Index + flags.Length : command + sentence.To);
    }

    /// <summary>From a heading that says so, or from a name with a calling below it, everything to the end tells of the writer.</summary>
    private static void About(List<Block> blocks)
    {
        var kept = Enumerable.Range(0, blocks.Count).Where(i => blocks[i].Aside is null).ToList();
        for (var k = 1; k < kept.Count; k++)
        {
            var block = blocks[kept[k]];
            var rest = kept.Count - k;
            var isHeading = AboutHeading().IsMatch(block.Text) && rest <= 6;
            var isName = rest is 2 or 3 or 4 && Name().IsMatch(block.Text) && Calling().IsMatch(blocks[kept[k + 1]].Text) && kept.Skip(k).All(i => blocks[i].Text.Length <= 400);
            if (!isHeading && !isName)
                continue;
            foreach (var i in kept.Skip(k))
                blocks[i] = blocks[i] with { Aside = CutReason.Biography };
            return;
        }
    }

    /// <summary>What a site files a page under, left at the end of its last paragraph.</summary>
    private static List<Block> Keywords(List<Block> blocks)
    {
        var last = blocks.FindLastIndex(b => b.Aside is null);
        if (last < 0 || blocks[last].Kind == BlockKind.Heading)
            return blocks;
        var block = blocks[last];
        var sentences = Sentences.Of(block.Text).ToList();
        var (from, to) = sentences[^1];
        var words = block.Text[from..to];
        var isTail = words.Length <= 160 && !Sentences.IsClosed(words) && words.Contains(',', StringComparison.Ordinal) && (sentences.Count > 1 || blocks.Count > 1) && words.Split(',').All(w => w.Trim().Split(' ').Length <= 4);
        if (!isTail || block.Kind == BlockKind.Item)
            return blocks;
        return [.. blocks.Take(last), .. Split(block, [(from, to, CutReason.Keywords)]), .. blocks.Skip(last + 1)];
    }

    private const string Month = "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)";

    [GeneratedRegex(@"\A(((estimated )?reading time|time to read)\s*:?\s*)?(about )?\d{1,3}\s*-?\s*min(ute)?s?\.?(\s+(to )?read)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadingTime();

    [GeneratedRegex(@"\A((last )?(published|updated|posted|modified)( on)?\s*:?\s*)?(" + Month + @"\.?\s+(\d{1,2}(st|nd|rd|th)?,?\s+)?\d{4}|\d{1,2}(st|nd|rd|th)?\.?\s+" + Month + @"\.?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A((by|author|written by|words|text)\s*:\s*\S.{0,120}|(written|posted|published|reviewed|story|words) by\s+\S.{0,100}|(?-i:By)\s+(?-i:\p{Lu}[\p{L}.'’-]*)(\s+(?-i:\p{Lu}[\p{L}.'’-]*)){1,3}(\s*([,|·–-]|on\s).{0,80})?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Byline();

    [GeneratedRegex(@"\A((free )?stock (photo|image|picture) of\b|(photo|image|picture|illustration)s?\s*(by|credit|courtesy|source|via|from)\b|(photo|image|picture|figure|fig\.)\s*(\d+\s*)?[:.–—-]\s|credit\s*:|(photo|image) \d+\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"(\bmidjourney\b.*\bprompt\b|\b(ai|image) prompt\s*:|/imagine\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"(@\s*\w+\s+)?((ai|image|midjourney)\s+){1,3}prompt\s*:?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PromptLead();

    [GeneratedRegex(@"(\s--[a-z]{1,12}(\s+[\w:.,]{0,10}\d[\w:.,]{0,10})?)+(?=\s|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PromptFlags();

    [GeneratedRegex(@"\A(home|menu|search|share( this.{0,20})?|tweet|pin it|subscribe.{0,60}|sign (in|up).{0,40}|log ?in|read more.{0,60}|(next|previous)( (post|article|page|chapter))?(\s*:.{0,80})?|related (posts?|articles?|reading).{0,40}|skip to .{0,30}|back to (top|home).{0,20}|table of contents|contents|leave a (comment|reply)|comments?( \(\d+\))?|advertisement|sponsored|cookie.{0,40}|follow us.{0,40}|(©|\(c\)|copyright).{0,120}|all rights reserved\.?|page \d+( of \d+)?|tags?\s*:.{0,120}|categor(y|ies)\s*:.{0,120}|posted in .{0,80})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Navigation();

    [GeneratedRegex(@"\A(about (the |this )?(author|writer|me)s?|author bio(graphy)?|meet the author)\W*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AboutHeading();

    [GeneratedRegex(@"\A(Dr\.? )?\p{Lu}[\p{L}'’-]+( \p{Lu}\.)?( \p{Lu}[\p{L}'’-]+){1,2}(, [A-Z][A-Za-z.]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(expert|coach|author|writer|therapist|counsel\w+|psycholog\w+|specialist|founder|editor|consultant|speaker|teacher|trainer|blogger|journalist|mediator)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Calling();
}
