using System.Globalization;
using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>Reads one line of a story: a moment and one verb with what belongs to it.</summary>
internal static class ActReader
{
    private static readonly string[] Verbs =
        ["assign", "due", "takeBack", "answer", "pass", "propose", "confirm", "done", "share", "withdraw", "comment", "read"];

    public static ScriptLine? Read(YamlMap node, Couple couple, PackProblems problems)
    {
        var map = new StrictMap(node, "a line", problems);
        var at = ScriptReader.MomentOf(map, "at");
        var named = Verbs.Where(map.Has).ToList();
        if (named is not [var verb] || map.Take(verb) is not YamlMap details)
        {
            problems.Add(node.Line, $"A line says when and one thing that happens: {string.Join(", ", Verbs)}, each with keys and values.");
            return null;
        }

        map.RefuseTheRest();
        var told = new StrictMap(details, verb, problems);
        var act = Read(verb, told, details.Line, problems);
        told.RefuseTheRest();
        return at is null ? null : new ScriptLine(node.Line, couple, at, act);
    }

    private static Act Read(string verb, StrictMap map, int line, PackProblems problems) => verb switch
    {
        "assign" => new Act.Assign(map.Text("as"), map.Text("exercise"), Days(map, "due"), map.TextOrNull("word")),
        "due" => new Act.ChangeDue(map.Text("round"), Days(map, "to") ?? 0),
        "takeBack" => new Act.TakeBack(map.Text("round")),
        "answer" => new Act.Answer(
            map.Text("by"), map.Text("round"), map.Text("step"), map.TextOrNull("entry"), map.Number("revises"), Fields(map, line), map.TextOrNull("audience"), map.TextOrNull("timing")),
        "pass" => new Act.Pass(map.Text("by"), map.Text("round"), map.Text("step")),
        "propose" => new Act.Propose(map.Text("by"), map.Text("round"), map.Text("step"), map.Number("base"), Fields(map, line), map.TextOrNull("audience")),
        "confirm" => new Act.Confirm(map.Text("by"), map.Text("round"), map.Text("step"), map.Number("version") ?? 1),
        "done" => new Act.Done(map.Text("by"), map.Text("round"), map.Text("step")),
        "share" => new Act.Share(map.Text("by"), map.Text("round"), map.Text("step"), map.TextOrNull("audience"), map.TextOrNull("timing")),
        "withdraw" => new Act.Withdraw(map.Text("by"), map.Text("round"), map.Text("step")),
        "comment" => new Act.Comment(map.Text("round"), map.Text("text"), map.Texts("to")),
        _ => new Act.Read(map.TextOrNull("by") ?? ScriptReader.Coach, map.Text("round")),
    };

    private static YamlMap Fields(StrictMap map, int line)
    {
        if (map.Take("fields") is YamlMap fields)
            return fields;
        map.Refuse("fields", "‘fields’ must have keys and values.");
        return new YamlMap(line, []);
    }

    /// <summary>Days from that day: <c>+5d</c>.</summary>
    private static int? Days(StrictMap map, string key)
    {
        var text = map.TextOrNull(key);
        if (text is null)
            return null;
        if (text is ['+', .. var digits, 'd'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            return days;
        map.Refuse(key, $"‘{text}’ is no span; write +5d.");
        return null;
    }
}
