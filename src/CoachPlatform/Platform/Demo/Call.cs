using System.Text.Json.Nodes;
using CoachPlatform.Cases;
using CoachPlatform.Library;

namespace CoachPlatform.Platform.Demo;

/// <summary>One request to the application's own contract, as a browser would send it.</summary>
/// <param name="By">Who sends it: a key of the script, or null for somebody who has no session yet.</param>
/// <param name="Body">Null for a reading.</param>
internal sealed record Call(string? By, string Path, JsonObject? Body)
{
    /// <param name="day">The day on which the line happens, where the couple lives.</param>
    public static Call Of(ScriptLine line, DateOnly day, Script script, Places places, ShippedLibrary library)
    {
        return line.Act switch
        {
            Act.OpenCase => new(
                ScriptReader.Coach, "/api/cases", new() { ["labels"] = new JsonObject(line.Couple.Partners.Select(p => KeyValuePair.Create(SeatOf(p.Key), (JsonNode?)p.Name))) }),
            Act.Invite a => new(ScriptReader.Coach, $"/api/cases/{places.Case(line.Couple)}/invitations", new() { ["seat"] = SeatOf(a.Who) }),
            Act.Join a => Join(line, a.Who, script, places),
            Act.Assign a => new(
                ScriptReader.Coach, $"/api/cases/{places.Case(line.Couple)}/assignments",
                Sent(("exercise", a.Exercise), ("dueOn", a.Due is { } due ? Day(due) : null), ("word", a.Word))),
            Act.ChangeDue a => new(ScriptReader.Coach, $"/api/assignments/{Round(a.Round).Assignment}/due", new() { ["dueOn"] = Day(a.Due) }),
            Act.TakeBack a => new(ScriptReader.Coach, $"/api/assignments/{Round(a.Round).Assignment}/withdraw", []),
            Act.Comment a => To(a.Round, "comments", ScriptReader.Coach, ("text", a.Text), ("to", a.To.Count == 0 ? null : new JsonArray([.. a.To.Select(w => (JsonNode)SeatOf(w))]))),
            // As somebody at a screen does it, so that the ledger says so: the coach opens the round in the case's page, a partner its own page.
            Act.Read a => new(
                a.By,
                a.By == ScriptReader.Coach ? $"/fragments/cases/{places.Case(line.Couple)}/rounds/{Round(a.Round).Round}" : $"/rounds/{Round(a.Round).Round}",
                null),
            Act.Answer a => To(
                a.Round, "answer", a.By, ("step", a.Step), ("entry", a.Entry is { } entry ? Ids.Named(script.File, a.Round, a.By, entry) : null), ("revises", a.Revises),
                ("fields", Fields(a.Round, a.Step, a.Fields)), ("audience", a.Audience), ("timing", a.Timing)),
            Act.Pass a => To(a.Round, "pass", a.By, ("step", a.Step)),
            Act.Propose a => To(a.Round, "joint", a.By, ("step", a.Step), ("base", a.Base), ("fields", Fields(a.Round, a.Step, a.Fields)), ("audience", a.Audience)),
            Act.Confirm a => To(a.Round, "joint/confirm", a.By, ("step", a.Step), ("version", a.Version)),
            Act.Done a => To(a.Round, "done", a.By, ("step", a.Step)),
            Act.Share a => To(a.Round, "sharing", a.By, ("step", a.Step), ("audience", a.Audience), ("timing", a.Timing)),
            Act.Withdraw a => To(a.Round, "withdraw", a.By, ("step", a.Step)),
            _ => throw new InvalidOperationException($"{line.Act.GetType().Name} is no act that can be sent."),
        };

        (Guid Assignment, Guid Round, string Exercise) Round(string round) => places.Round(line.Couple, round);

        Call To(string round, string what, string by, params ReadOnlySpan<(string, JsonNode?)> members) => new(by, $"/api/rounds/{Round(round).Round}/{what}", Sent(members));

        JsonObject Fields(string round, string step, YamlMap fields) => FieldJson.Of(library.Newest(Round(round).Exercise)!.Find(step)!, fields, day);

        string SeatOf(string who) => (line.Couple.Partners[0].Key == who ? Seat.A : Seat.B).ToString();

        string Day(int days) => day.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static Call Contacts(IReadOnlyList<DemoContact> contacts) => new(
        ScriptReader.Coach, "/api/practice/emergency-contacts",
        new() { ["contacts"] = new JsonArray([.. contacts.Select(c => new JsonArray(c.Name, c.Reach, c.When ?? ""))]) });

    private static Call Join(ScriptLine line, string who, Script script, Places places)
    {
        var (invitation, token) = places.Link(line.Couple, who);
        var person = line.Couple.Partners.Single(p => p.Key == who);
        return new(null, $"/api/invitations/{invitation}/join", new()
        {
            ["token"] = token,
            ["name"] = person.Name,
            ["email"] = person.Email,
            ["password"] = script.Password,
            ["consents"] = true,
            ["accepts"] = 1,
        });
    }

    private static JsonObject Sent(params ReadOnlySpan<(string Key, JsonNode? Value)> members)
    {
        var body = new JsonObject();
        foreach (var (key, value) in members)
            if (value is not null)
                body[key] = value;
        return body;
    }
}
