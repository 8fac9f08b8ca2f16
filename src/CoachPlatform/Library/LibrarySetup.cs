using Marten;

namespace CoachPlatform.Library;

public static class LibrarySetup
{
    public static void AddLibrary(this StoreOptions options) =>
        options.Schema.For<StoredExercise>().SingleTenanted().DocumentAlias("exercise_version");
}

/// <summary>A version of an exercise as it was when first loaded here: assignments pin it, whatever later becomes of the pack file.</summary>
/// <param name="Id">The version id.</param>
public sealed record StoredExercise(string Id, Exercise Exercise);
