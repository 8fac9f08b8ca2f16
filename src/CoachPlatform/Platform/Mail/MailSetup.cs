using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.Identity;

namespace CoachPlatform.Platform.Mail;

public static class MailSetup
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = MailOptions.Of(builder.Configuration);
        services.AddSingleton(options);
        services.AddSingleton<MailSignal>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<IStillSo, ToOneReader>();
        if (options.Host is not null)
            services.AddSingleton<IMailTransport, SmtpTransport>();
        else if (builder.Environment.IsDevelopment())
            services.AddSingleton<DevOutbox>().AddSingleton<IMailTransport>(provider => provider.GetRequiredService<DevOutbox>());
        else
            services.AddSingleton<IMailTransport, NoTransport>();
        services.AddSingleton<MailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSender>());
        // It holds nothing, and what looks names up behind a request lives as long as the application.
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<ResetMails>();
        services.AddHostedService(provider => provider.GetRequiredService<ResetMails>());
    }

    public static void AddMail(this Marten.StoreOptions options)
    {
        options.Schema.For<MailToSend>().Duplicate(m => m.Next!, pgType: "timestamp with time zone").Duplicate(m => m.PersonId, pgType: "uuid");
        options.Schema.For<ContactAddress>().Duplicate(c => c.Normalized!);
        options.Schema.For<MailPreference>();
        options.Storage.ExtendedSchemaObjects.Add(OneTimeLink.Table());
    }

    public static void MapMail(this IEndpointRouteBuilder app)
    {
        app.MapMyMail();
        app.MapReset();
        if (app.ServiceProvider.GetService<DevOutbox>() is { } outbox)
            Web.Mail.OutboxPages.MapOutbox(app, outbox);
    }
}
