using CoachPlatform.AccessLedger;
using CoachPlatform.Answers;
using CoachPlatform.Assignments;
using CoachPlatform.Cases;
using CoachPlatform.Consent;
using CoachPlatform.Library;
using CoachPlatform.Library.Authoring;
using CoachPlatform.Library.Documents;
using CoachPlatform.Library.Search;
using CoachPlatform.Live;
using CoachPlatform.Measures;
using CoachPlatform.Notices;
using CoachPlatform.Practices;
using CoachPlatform.Privacy;
using CoachPlatform.Programmes;
using CoachPlatform.Safety;

namespace CoachPlatform.Platform;

/// <summary>The reading side: what pages, fragments and JSON routes share.</summary>
public static class Reads
{
    public static void AddReads(this IServiceCollection services)
    {
        services.AddSingleton<LibraryShelf>();
        services.AddSingleton<PracticeShelf>();
        services.AddSingleton<FillLibraryText>();
        services.AddSingleton<SearchLibrary>();
        services.AddSingleton<FindExercises>();
        services.AddSingleton<ReadFavourites>();
        services.AddSingleton<ReadDocuments>();
        services.AddSingleton<ReadSources>();
        services.AddSingleton<ReadUsedWith>();
        services.AddSingleton<ReadAuthoring>();
        services.AddSingleton<OpenRound>();
        services.AddSingleton<ReadMyRounds>();
        services.AddSingleton<ReadVoidable>();
        services.AddSingleton<ReadMyCases>();
        services.AddSingleton<MyLedger>();
        services.AddSingleton<OpenForOperator>();
        services.AddSingleton<ReadTrends>();
        services.AddSingleton<ReadBoard>();
        services.AddSingleton<ReadCase>();
        services.AddSingleton<ReadMyTopics>();
        services.AddSingleton<ReadMyAgreements>();
        services.AddSafety();
        services.AddScoped<OpenPractice>();
        services.AddSingleton<ReadPractice>();
        services.AddSingleton<ReadRetention>();
        services.AddSingleton<ReadMyStaff>();
        services.AddSingleton<ReadSupervised>();
        services.AddSingleton<ReadLegalHolds>();
        services.AddSingleton<FindInvitation>();
        services.AddSingleton<Carried>();
        services.AddSingleton<MakeAssignment>();
        services.AddSingleton<AssignEach>();
        services.AddPrivacy();
        services.AddSingleton<ProgrammeShelf>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<PlannedRun>();
        services.AddSingleton<ReadProgrammes>();
        services.AddSingleton<ReadRuns>();
        services.AddSingleton<SupposedRun>();
        services.AddNotices();
        services.AddSingleton<Clockwork>();
        services.AddHostedService(provider => provider.GetRequiredService<Clockwork>());
        services.AddExports();
    }

    public static void MapReads(this IEndpointRouteBuilder app)
    {
        app.MapLibrary();
        app.MapDocuments();
        app.MapUsedWith();
        app.MapProgrammes();
        app.MapAuthoring();
        app.MapBoard();
        app.MapCases();
        app.MapPractice();
        app.MapMyStaff();
        app.MapSupervision();
        app.MapLegalHolds();
        app.MapLookAtInvitation();
        app.MapJoinSeat();
        app.MapMakeResetLink();
        app.MapMyRounds();
        app.MapMyExercises();
        app.MapMyRests();
        app.MapMyCases();
        app.MapTopics();
        app.MapMyAgreements();
        app.MapSafety();
        app.MapMyTold();
        app.MapReadAnswers();
        app.MapMyLedger();
        app.MapTrends();
        app.MapPrivacy();
        app.MapExports();
    }
}
