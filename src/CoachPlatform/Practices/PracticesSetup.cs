using Marten;

namespace CoachPlatform.Practices;

public static class PracticesSetup
{
    public static void AddPractices(this StoreOptions options)
    {
        options.Events.MapEventType<PracticeOpened>("practice-opened-v1");
        options.Events.MapEventType<StaffJoined>("staff-joined-v1");
        options.Schema.For<PracticeProfile>().SingleTenanted();
        options.Schema.For<StaffMember>().SingleTenanted()
            .Duplicate(s => s.PersonId, pgType: "uuid")
            .Duplicate(s => s.Tenant, pgType: "text");
    }
}
