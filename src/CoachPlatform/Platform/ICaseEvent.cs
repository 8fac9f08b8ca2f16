namespace CoachPlatform.Platform;

/// <summary>An event that belongs to a case. The id stands in the event itself, since projections over cases may not look anything up.</summary>
public interface ICaseEvent
{
    Guid CaseId { get; }
}
