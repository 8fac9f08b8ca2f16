using CoachPlatform.Library.Search;
using Marten;

namespace CoachPlatform.Library;

public static class LibrarySetup
{
    public static void AddLibrary(this StoreOptions options)
    {
        options.Schema.For<StoredExercise>().SingleTenanted().DocumentAlias("exercise_version");
        options.Schema.For<Favourite>().DocumentAlias("favourite").Duplicate(f => f.Staff, pgType: "uuid");
        LibraryTextTable.Add(options);
        options.Listeners.Add(new IndexOnSave());
    }
}

/// <summary>A version of an exercise as it was when first loaded here: assignments pin it, whatever later becomes of the pack file.</summary>
/// <param name="Id">The version id.</param>
public sealed record StoredExercise(string Id, Exercise Exercise);
