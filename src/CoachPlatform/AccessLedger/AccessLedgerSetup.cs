using Marten;

namespace CoachPlatform.AccessLedger;

public static class AccessLedgerSetup
{
    public static void AddAccessLedger(this StoreOptions options)
    {
        options.Events.MapEventType<AnswersOpened>("answers-opened-v1");
        options.Schema.For<OpenedInSitting>().DocumentAlias("opened_in_sitting");
    }
}

/// <summary>That one reader opened one version of one answer in one sitting, by one route; its id is a name id over all of these.</summary>
public sealed record OpenedInSitting(Guid Id);
