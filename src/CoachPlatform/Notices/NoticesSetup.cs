using CoachPlatform.Platform.Mail;
using Marten;

namespace CoachPlatform.Notices;

public static class NoticesSetup
{
    public static void AddNotices(this StoreOptions options, TimeProvider clock) => options.Events.Subscribe(new NoticeFeed(clock));

    public static void AddNotices(this IServiceCollection services) => services.AddSingleton<IStillSo, NoticeStillSo>();
}
