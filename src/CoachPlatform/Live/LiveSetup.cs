using Marten;

namespace CoachPlatform.Live;

public static class LiveSetup
{
    public static void AddLive(this StoreOptions options)
    {
    }
}
