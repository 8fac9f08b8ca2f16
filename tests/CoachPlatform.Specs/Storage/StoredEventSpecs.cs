using System.Text;
using System.Text.Json;
using CoachPlatform.Platform;
using Marten;

namespace CoachPlatform.Specs.Storage;

/// <summary>
/// The storage format as committed files. A file is never changed once it has shipped. A member that may be missing can be added: the event gets one
/// more file, <c>name+member</c>, beside the one without it. Any other new shape gets a new name, a new file, and an upcaster for the old one.
/// </summary>
public class StoredEventSpecs
{
    private static readonly ISerializer Serializer = StoreUnderTest.Options.Serializer();

    private static readonly IReadOnlyDictionary<string, Type> Registered = StoreUnderTest.Events;

    public static TheoryData<string> Names => [.. StoredEvents.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void an_event_is_written_byte_by_byte_as_it_was_shipped(string name)
    {
        Assert.Equal(StoredEvents.All[name].GetType(), Registered[Stored(name)]);
        Assert.Equal(File.ReadAllText(FileOf(name)), Serializer.ToJson(StoredEvents.All[name]) + "\n");
    }

    [Theory, MemberData(nameof(Names))]
    public void what_was_shipped_reads_back_as_the_same_event(string name)
    {
        using var stored = File.OpenRead(FileOf(name));
        var read = Serializer.FromJson(Registered[Stored(name)], stored);
        Assert.Equal(Told.Line(StoredEvents.All[name]), Told.Line(read));
    }

    [Theory, MemberData(nameof(Names))]
    public void members_that_an_event_does_not_know_are_ignored(string name)
    {
        var stored = File.ReadAllText(FileOf(name)).TrimEnd();
        using var more = new MemoryStream(Encoding.UTF8.GetBytes(stored[..^1] + ",\"fromTheFuture\":{\"x\":[1]}}"));
        Assert.Equal(Told.Line(StoredEvents.All[name]), Told.Line(Serializer.FromJson(Registered[Stored(name)], more)));
    }

    [Fact]
    public void every_registered_event_has_its_file_and_every_file_its_event()
    {
        Assert.Equal(Registered.Keys.Order(), StoredEvents.All.Keys.Select(Stored).Distinct().Order());
        Assert.Equal(StoredEvents.All.Keys.Order(), Directory.GetFiles(Path.GetDirectoryName(FileOf("x"))!).Select(f => Path.GetFileNameWithoutExtension(f)).Order());
    }

    [Fact]
    public void every_event_of_a_case_is_registered_under_a_name_of_its_own_with_a_version()
    {
        Assert.All(Registered, e => Assert.Matches($@"\A{Kebab(e.Value.Name)}-v[1-9]\d*\z", e.Key));
        var events = typeof(ICaseEvent).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(ICaseEvent)));
        Assert.Empty(events.Except(Registered.Values));
    }

    [Fact]
    public void no_member_is_left_without_a_stored_example()
    {
        // A member that is null in its example is left out of the file, and its shape would be unguarded.
        var unguarded = StoredEvents.All
            .GroupBy(e => Stored(e.Key), e => e.Value)
            .SelectMany(e => e.First().GetType().GetProperties().Where(p => e.All(x => p.GetValue(x) is null)).Select(p => $"{e.Key} {JsonNamingPolicy.CamelCase.ConvertName(p.Name)}"));
        Assert.Equal(["answer-revised-v1 entry"], unguarded);
    }

    private static string Stored(string name) => name.Split('+')[0];

    private static string FileOf(string name) => Repository.Path("tests", "CoachPlatform.Specs", "Storage", "events", name + ".json");

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
