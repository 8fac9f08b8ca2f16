using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>Reads a script file. A wrong one is refused whole, with every reason and its line.</summary>
internal static class ScriptReader
{
    public const string Coach = "coach";

    public static (Script? Script, IReadOnlyList<PackProblem> Problems) Read(string file, string text)
    {
        var problems = new PackProblems(file);
        var script = YamlTree.Read(text, 0, problems) is { } map ? Read(file, new StrictMap(map, "the script", problems), problems) : null;
        return problems.Count == 0 && script is not null ? (script, []) : (null, problems.Refuse().Problems);
    }

    private static Script? Read(string file, StrictMap map, PackProblems problems)
    {
        var zone = map.Text("zone");
        if (zone.Length > 0 && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            map.Refuse("zone", $"‘{zone}’ is no time zone that is known.");
        var opened = MomentOf(map, "opened");
        var coach = map.Take(Coach) is YamlMap person ? Person(Coach, person, problems) : null;
        if (coach is null)
            map.Refuse(Coach, "‘coach’ needs a name and an email.");
        var script = new { Practice = map.Text("practice"), Password = map.Text("password"), Emergency = map.Maps("emergency").Select(c => Contact(c, problems)).ToList(), Couples = map.Maps("couples").Select(c => CoupleOf(c, problems)).ToList() };
        map.RefuseTheRest();
        return opened is null || coach is null || script.Couples.Any(c => c is null)
            ? null
            : new Script(file, script.Practice, zone, opened, coach, script.Password, script.Emergency, [.. script.Couples.Select(c => c!)]);
    }

    private static DemoContact Contact(YamlMap node, PackProblems problems)
    {
        var map = new StrictMap(node, "a contact", problems);
        var contact = new DemoContact(node.Line, map.Text("name"), map.Text("reach"), map.TextOrNull("when"));
        map.RefuseTheRest();
        return contact;
    }

    private static Couple? CoupleOf(YamlMap node, PackProblems problems)
    {
        var map = new StrictMap(node, "a couple", problems);
        var key = map.Text("key");
        var opened = MomentOf(map, "opened");
        var partners = new List<DemoPerson>();
        var story = new List<ScriptLine>();
        var couple = new Couple(node.Line, key, partners, story);
        var joined = new List<(int Line, string Who, Moment At)>();
        foreach (var (who, partner) in (map.Take("partners") as YamlMap)?.Pairs ?? [])
            if (partner is YamlMap details && Joining(who.Value, details, problems) is var (person, at))
            {
                partners.Add(person);
                joined.Add((details.Line, who.Value, at));
            }

        if (partners.Count != 2)
            map.Refuse("partners", "two partners, each with name, email and joined, are needed.");
        var lines = map.Maps("story").Select(line => ActReader.Read(line, couple, problems)).OfType<ScriptLine>().ToList();
        map.RefuseTheRest();
        if (opened is null || partners.Count != 2)
            return null;
        story.Add(new ScriptLine(node.Line, couple, opened, new Act.OpenCase()));
        story.AddRange(joined.Select(j => new ScriptLine(j.Line, couple, opened, new Act.Invite(j.Who))));
        story.AddRange(joined.Select(j => new ScriptLine(j.Line, couple, j.At, new Act.Join(j.Who))));
        story.AddRange(lines);
        return couple;
    }

    private static (DemoPerson Person, Moment Joined)? Joining(string key, YamlMap node, PackProblems problems)
    {
        var joined = MomentOf(new StrictMap(node, key, problems), "joined");
        var person = Person(key, node, problems, "joined");
        return joined is not null && person is not null ? (person, joined) : null;
    }

    private static DemoPerson Person(string key, YamlMap node, PackProblems problems, string? besides = null)
    {
        var map = new StrictMap(node, key, problems);
        if (besides is not null)
            map.Take(besides);
        var person = new DemoPerson(key, map.Text("name"), map.Text("email"));
        map.RefuseTheRest();
        return person;
    }

    /// <summary>The moment under the key, or null after saying what is wrong with it.</summary>
    public static Moment? MomentOf(StrictMap map, string key)
    {
        var text = map.Text(key);
        var moment = Moment.Parse(text);
        if (moment is null && text.Length > 0)
            map.Refuse(key, $"‘{text}’ is no moment; write -24d 09:10, -2h or -6m.");
        return moment;
    }
}
