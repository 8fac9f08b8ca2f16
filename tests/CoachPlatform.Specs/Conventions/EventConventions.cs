using System.Reflection;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Platform;
using CoachPlatform.Practices;
using CoachPlatform.Programmes;
using CoachPlatform.Vault;

namespace CoachPlatform.Specs.Conventions;

public class EventConventions
{
    /// <summary>Members that hold text in the clear, each of a closed vocabulary: keys, versions, zones, routes. Never what a person wrote.</summary>
    private static readonly string[] Clear =
    [
        "AnswersOpened.Route",
        "AssignmentMade.ExerciseVersionId",
        "AssignmentMade.Topic",
        "AssignmentMade.Zone",
        "CaseOpened.Zone",
        "DataConsentGiven.Text", "DataConsentWithdrawn.Text",
        "DocumentImported.Hash",
        "ExercisePublished.Basis",
        "ExercisePublished.VersionId",
        "ExportReady.Hash",
        "ProgrammePublished.Basis",
        "ProgrammePublished.VersionId",
        "RoundOpened.ExerciseVersionId",
        "RoundOpened.Topic",
        "RunStarted.Exercises",
        "RunStarted.TemplateVersionId",
        "Sealed.Box",
        "SeatErased.After",
        "SeatErased.Before",
        "SeatJoined.Terms",
        "StepAllowed.StepKey",
        "StepAssigned.StepKey",
        "StepChanged.StepKey",
        "StepFinished.StepKey",
        "StepLeftOut.StepKey",
        "StepOpening.Step",
        "StepRef.Key",
        "TopicClosed.Topic",
        "TopicDeclined.TextVersion",
        "TopicDeclined.Topic",
        "TopicGranted.TextVersion",
        "TopicGranted.Topic",
        "TopicOpened.Topic",
        "TopicWithdrawn.TextVersion",
        "TopicWithdrawn.Topic",
        "TopicsAsked.Topics",
    ];

    private static readonly List<Type> Events = [.. StoreUnderTest.Events.Values];

    [Fact]
    public void events_and_what_they_hold_are_sealed_records_that_cannot_change()
    {
        Assert.NotEmpty(Events);
        foreach (var type in Events.SelectMany(Parts).Distinct())
        {
            Assert.True(type.IsSealed && type.GetMethod("<Clone>$") is not null, $"{type.Name} is no sealed record.");
            foreach (var property in Properties(type))
            {
                Assert.True(
                    property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
                    $"{type.Name}.{property.Name} can be set.");
                Assert.False(
                    property.PropertyType.IsArray || (property.PropertyType.IsGenericType && !property.PropertyType.IsInterface && Nullable.GetUnderlyingType(property.PropertyType) is null),
                    $"{type.Name}.{property.Name} is a collection that can change.");
            }

            Assert.Empty(type.GetFields(BindingFlags.Public | BindingFlags.Instance));
        }
    }

    [Fact]
    public void every_event_but_those_of_the_practice_its_documents_and_exercises_says_which_case_it_belongs_to()
    {
        Assert.Equal(
            [typeof(DocumentImported), typeof(DocumentWithdrawn), typeof(ExercisePublished), typeof(ExerciseRestored), typeof(ExerciseRetired), typeof(PassagesSettled), typeof(PracticeOpened), typeof(ProgrammePublished), typeof(ProgrammeRestored), typeof(ProgrammeRetired), typeof(RetentionApplied), typeof(RetentionSet), typeof(RoleChanged), typeof(StaffInvitationRevoked), typeof(StaffInvited), typeof(StaffJoined), typeof(StaffLeft)],
            Events.Where(e => !e.IsAssignableTo(typeof(ICaseEvent))).OrderBy(e => e.Name));
        Assert.All(Events.Where(e => e.IsAssignableTo(typeof(ICaseEvent))), e => Assert.Equal("CaseId", e.GetConstructors()[0].GetParameters()[0].Name));
    }

    [Fact]
    public void no_event_holds_text_in_the_clear_but_words_of_a_closed_vocabulary() =>
        Assert.Equal(
            Clear,
            Events.SelectMany(Parts).Distinct()
                .SelectMany(t => Properties(t).Where(p => Holds(p.PropertyType).Contains(typeof(string))).Select(p => $"{t.Name}.{p.Name}"))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void no_event_holds_bytes_numbers_with_a_fraction_or_anything_at_all() =>
        Assert.All(
            Events.SelectMany(Parts).Distinct().SelectMany(t => Properties(t).SelectMany(p => Holds(p.PropertyType))),
            t => Assert.DoesNotContain(t, new[] { typeof(byte[]), typeof(object), typeof(double), typeof(float), typeof(decimal), typeof(System.Text.Json.JsonElement) }));

    [Fact]
    public void enums_are_stored_by_name()
    {
        var enums = Events.SelectMany(Parts).Distinct().SelectMany(t => Properties(t).SelectMany(p => Holds(p.PropertyType))).Where(t => t.IsEnum).Distinct().ToList();
        Assert.Contains(typeof(CoachPlatform.Cases.Seat), enums);
        foreach (var value in enums.SelectMany(e => Enum.GetValues(e).Cast<object>()))
            Assert.Equal($"\"{value}\"", StoreUnderTest.Options.Serializer().ToJson(value));
    }

    /// <summary>An event and the records inside it.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        var (found, ahead) = (new HashSet<Type>(), new Queue<Type>([type]));
        while (ahead.TryDequeue(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var held in Properties(next).SelectMany(p => Holds(p.PropertyType)).Where(t => t.IsClass && t.Assembly != typeof(object).Assembly))
                ahead.Enqueue(held);
        }

        Assert.DoesNotContain(typeof(Place), found);
        return found;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>The types of the values in a member. The keys of a dictionary are field keys and seats, which are ids.</summary>
    private static IEnumerable<Type> Holds(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsGenericType: true } g => g.GetGenericArguments()[^1..].SelectMany(Holds),
        var one => [one],
    };
}
