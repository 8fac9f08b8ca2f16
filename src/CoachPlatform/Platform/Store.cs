using System.Text.Json;
using System.Text.Json.Serialization;
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
using CoachPlatform.Notices;
using CoachPlatform.Platform.Mail;
using CoachPlatform.Platform.SignIn;
using CoachPlatform.Practices;
using CoachPlatform.Privacy;
using CoachPlatform.Programmes;
using CoachPlatform.Safety;
using JasperFx;
using JasperFx.Events;
using Marten;
using Weasel.Core;
using Wolverine.Marten;

namespace CoachPlatform.Platform;

/// <summary>The event store and its documents: one schema, conjoined tenancy with practice = tenant.</summary>
public static class Store
{
    public const string Schema = "coach";

    /// <summary>How events, documents and rows are written. Enums by name, so that reordering one changes nothing stored.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void AddStore(this WebApplicationBuilder builder, string[] args)
    {
        var services = builder.Services;
        var migrates = args.Migrates(builder.Configuration, builder.Environment);
        services.AddMarten(provider =>
            {
                var options = new StoreOptions();
                options.Configure(provider.GetRequiredService<TimeProvider>());
                options.AutoCreateSchemaObjects = migrates ? AutoCreate.CreateOrUpdate : AutoCreate.None;
                options.Logger(new QuietLogger(provider.GetRequiredService<ILoggerFactory>().CreateLogger("CoachPlatform.Store")));
                options.Projections.AsyncListeners.Add(provider.GetRequiredService<Pusher>());
                var appends = provider.GetRequiredService<AppendSignal>();
                options.Listeners.Add(appends);
                var mails = provider.GetRequiredService<MailSignal>();
                options.Listeners.Add(mails);
                options.Projections.AsyncListeners.Add(mails);
                options.Listeners.Add(provider.GetRequiredService<EndedRights>());
                options.Projections.Wakeup = appends.Wakeup;
                return options;
            })
            .UseNpgsqlDataSource()
            .IntegrateWithWolverine(wolverine =>
            {
                wolverine.UseWolverineManagedEventSubscriptionDistribution = true;
                wolverine.MessageStorageSchemaName = "wolverine";
            });
    }

    /// <summary>Everything the store needs to know, also for tools and tests that open it without a host.</summary>
    public static void Configure(this StoreOptions options, TimeProvider clock)
    {
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json => json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

        options.Events.DatabaseSchemaName = Schema;
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.TenancyStyle = JasperFx.MultiTenancy.TenancyStyle.Conjoined;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.TimeProvider = clock;
        // Losers of a race would burn sequence numbers, and the daemon waits at each gap.
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Policies.AllDocumentsAreMultiTenanted();

        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.RebuildErrors.SkipApplyErrors = false;

        options.Schema.For<Account>().SingleTenanted().UniqueIndex("account_name", a => a.NormalizedName);
        options.Schema.For<SignInSession>().Duplicate(s => s.PersonId, pgType: "uuid");
        options.Schema.For<Passkey>().Duplicate(p => p.PersonId, pgType: "uuid").UniqueIndex("passkey_credential", p => p.CredentialId);
        options.Schema.For<SpentToken>();
        VaultTables.Add(options);
        options.AddMail();
        options.AddPractices();
        options.AddCases();
        options.AddConsent();
        options.AddSafety();
        options.AddLibrary();
        options.AddDocuments();
        options.AddAuthoring();
        options.AddAssignments();
        options.AddProgrammes();
        options.AddAnswers();
        options.AddAccessLedger();
        options.AddLive();
        options.AddMeasures();
        options.AddPrivacy();
        options.AddExports();
        options.AddNotices(clock);
    }
}
