using CoachPlatform.Platform;

namespace CoachPlatform.Safety;

// These records are the storage format. Their stored names stand in SafetySetup; a new shape is a new name with an upcaster.

/// <summary>Somebody has raised a concern. Neither who nor why stands in the case's stream: the coach alone reads that elsewhere.</summary>
public sealed record HoldPlaced(Guid CaseId, Guid HoldId) : ICaseEvent;

public sealed record HoldLifted(Guid CaseId, Guid HoldId) : ICaseEvent;

/// <summary>While it stands, nothing passes between the two in screened exercises and none of them begins. It stops nobody from writing.</summary>
public sealed record Hold(Guid Id, DateTimeOffset Since);
