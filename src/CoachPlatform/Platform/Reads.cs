using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Live;
using CoachPlatform.Measures;
using CoachPlatform.Practices;

namespace CoachPlatform.Platform;

/// <summary>The reading side: what pages, fragments and JSON routes share.</summary>
public static class Reads
{
    public static void AddReads(this IServiceCollection services)
    {
        services.AddSingleton<LibraryShelf>();
        services.AddSingleton<PracticeShelf>();
        services.AddSingleton<ReadDocuments>();
        services.AddSingleton<ReadAuthoring>();
        services.AddSingleton<OpenRound>();
        services.AddSingleton<ReadMyRounds>();
        services.AddSingleton<MyLedger>();
        services.AddSingleton<ReadTrends>();
        services.AddSingleton<ReadBoard>();
        services.AddSingleton<ReadCase>();
        services.AddSingleton<ReadMyTopics>();
        services.AddScoped<OpenPractice>();
        services.AddSingleton<Carried>();
        services.AddSingleton<MakeAssignment>();
        services.AddSingleton<Clockwork>();
        services.AddHostedService(provider => provider.GetRequiredService<Clockwork>());
    }

    public static void MapReads(this IEndpointRouteBuilder app)
    {
        app.MapLibrary();
        app.MapDocuments();
        app.MapAuthoring();
        app.MapBoard();
        app.MapCases();
        app.MapLookAtInvitation();
        app.MapJoinSeat();
        app.MapMyRounds();
        app.MapMyExercises();
        app.MapMyRests();
        app.MapTopics();
        app.MapReadAnswers();
        app.MapMyLedger();
        app.MapTrends();
    }
}
