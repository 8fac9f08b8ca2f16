using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CoachPlatform.Library;

internal abstract record YamlNode(int Line);

internal sealed record YamlText(int Line, string Value) : YamlNode(Line);

internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

internal sealed record YamlMap(int Line, IReadOnlyList<KeyValuePair<YamlText, YamlNode>> Pairs) : YamlNode(Line);

/// <summary>Reads YAML into a small tree whose nodes know the line they stand on in the file around them.</summary>
/// <remarks>
/// Built from parser events rather than by a deserializer: that names every doubled key with its line, and refuses
/// aliases, tags and deep nesting, by which a small file can grow without bound in memory.
/// </remarks>
internal sealed class YamlTree
{
    private const int Deepest = 12;
    private readonly Parser parser;
    private readonly int linesBefore;
    private readonly PackProblems problems;

    private YamlTree(string yaml, int linesBefore, PackProblems problems)
    {
        parser = new Parser(new StringReader(yaml));
        this.linesBefore = linesBefore;
        this.problems = problems;
    }

    /// <summary>The mapping that the text holds, or null after saying what is wrong with it.</summary>
    /// <param name="linesBefore">How many lines of the file stand above the first line of <paramref name="yaml"/>.</param>
    public static YamlMap? Read(string yaml, int linesBefore, PackProblems problems)
    {
        var tree = new YamlTree(yaml, linesBefore, problems);
        try
        {
            return tree.Document();
        }
        catch (YamlException e)
        {
            problems.Add(linesBefore + (int)Math.Max(1, e.Start.Line), $"This is not YAML that can be read: {FirstSentence(e)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // YamlDotNet means to throw YamlException alone, but brackets left open and odd tags bring it to these.
            problems.Add(linesBefore + (int)Math.Max(1, tree.parser.Current?.End.Line ?? 1), "This is not YAML that can be read: it makes no sense from here on.");
            return null;
        }
    }

    private YamlMap? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            problems.Add(linesBefore + 1, "There is nothing here; keys and values are expected.");
            return null;
        }

        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
            problems.Add(Line(parser.Current!), "Only one YAML document may stand here.");
        if (root is YamlMap map)
            return map;
        problems.Add(root.Line, "Keys and values are expected here.");
        return null;
    }

    private YamlNode Node(int depth)
    {
        if (depth > Deepest)
            throw new YamlException(parser.Current!.Start, parser.Current.End, "it is nested too deeply");
        var line = Line(parser.Current!);
        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            problems.Add(line, "Anchors and tags are not read; write the value out.");
        if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var scalar))
            return Text(line, scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
            return List(line, depth);
        if (parser.TryConsume<MappingStart>(out _))
            return Map(line, depth);
        throw new YamlException(parser.Current!.Start, parser.Current.End, "aliases are not read; write the value out");
    }

    private YamlText Text(int line, string value)
    {
        // The file itself has been checked, but YAML can write any character as an escape.
        if (PlainText.FirstBad(value) >= 0)
            problems.Add(line, "There is a character here that no text may have.");
        return new YamlText(line, value.Trim());
    }

    private YamlList List(int line, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new YamlList(line, items);
    }

    private YamlMap Map(int line, int depth)
    {
        var pairs = new List<KeyValuePair<YamlText, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlText text)
                problems.Add(key.Line, "A key must be a plain word.");
            else if (pairs.Any(p => p.Key.Value == text.Value))
                problems.Add(text.Line, $"‘{text.Value}’ is written twice.");
            else
                pairs.Add(new(text, value));
        }

        return new YamlMap(line, pairs);
    }

    private int Line(ParsingEvent parsed) => linesBefore + (int)parsed.Start.Line;

    private static string FirstSentence(YamlException e) => e.Message.Trim().TrimEnd('.') + ".";
}
