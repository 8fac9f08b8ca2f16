using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CsCheck;

namespace CoachPlatform.Specs.Answers;

public partial class TwoEqualPeopleProperties
{
    [Fact]
    public void the_mirrored_history_gives_the_mirrored_events_state_and_screens() =>
        Histories.AlsoClosed.Sample(
            history =>
            {
                var (one, other) = (history.Start(), history.Mirrored.Start());
                foreach (var (act, mirrored) in history.Acts.Zip(history.Mirrored.Acts))
                {
                    Assert.Equal(one.Do(act).Refusal?.Slug, other.Do(mirrored).Refusal?.Slug);
                    Assert.Equal(Mirror(Json(one.Round)), Plain(Json(other.Round)));
                    foreach (var seat in Seats.Both)
                        Assert.Equal(Mirror(Sight(one, new Reader.Partner(seat))), Plain(Sight(other, new Reader.Partner(seat.Other()))));
                    Assert.Equal(Mirror(Sight(one, new Reader.Coach(Couple.Coach))), Plain(Sight(other, new Reader.Coach(Couple.Coach))));
                }

                Assert.Equal(Mirror(Events(one)), Plain(Events(other)));
            },
            iter: 500);

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, Store.Json)!;

    private static JsonNode Events(Game game) =>
        new JsonArray([.. game.Stored.Where(s => s.Event is IRoundEvent).Select(s => (JsonNode)new JsonArray(s.Event.GetType().Name, JsonSerializer.SerializeToNode(s.Event, s.Event.GetType(), Store.Json)))]);

    private static JsonNode Sight(Game game, Reader reader)
    {
        var screen = Screen.Of(reader, game.Told, game.Stored.Select(s => s.Event), game.Now);
        // The order of two people on a screen may differ; what is on it may not.
        return new JsonArray([.. screen.Text.Split('\n').Order(StringComparer.Ordinal).Select(l => (JsonNode)l), .. screen.Canaries.Select(c => (JsonNode)c)]);
    }

    private static string Mirror(JsonNode node) => Canonical(node, swap: true).ToJsonString();

    private static string Plain(JsonNode node) => Canonical(node, swap: false).ToJsonString();

    /// <summary>The same JSON with names in order, lists of people and of lines in order, and, if asked, A and B swapped in every name and value.</summary>
    private static JsonNode Canonical(JsonNode? node, bool swap) => node switch
    {
        JsonObject o => new JsonObject(o
            .Select(p => KeyValuePair.Create(Words(p.Key, swap), (JsonNode?)Canonical(p.Value, swap))).OrderBy(p => p.Key, StringComparer.Ordinal)),
        JsonArray a => new JsonArray([.. Ordered([.. a.Select(x => Canonical(x, swap))])]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonValue.Create(Words(v.GetValue<string>(), swap)),
        null => JsonValue.Create("null"),
        _ => node.DeepClone(),
    };

    private static IEnumerable<JsonNode> Ordered(List<JsonNode> items) =>
        items.TrueForAll(i => i is JsonValue) ? items.OrderBy(i => i.ToJsonString(), StringComparer.Ordinal) : items;

    private static string Words(string text, bool swap) => swap ? SeatWord().Replace(text, m => m.Value == "A" ? "B" : "A") : text;

    [GeneratedRegex(@"\b[AB]\b", RegexOptions.CultureInvariant)]
    private static partial Regex SeatWord();
}
