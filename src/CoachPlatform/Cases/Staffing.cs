using CoachPlatform.Platform;

namespace CoachPlatform.Cases;

// These records are the storage format. Their stored names stand in CasesSetup; a new shape is a new name with an upcaster.

/// <param name="To">Null while nobody coaches the case: its rounds go on, and nobody reads.</param>
public sealed record CoachChanged(Guid CaseId, Guid From, Guid? To) : ICaseEvent;

/// <summary>One partner lets this coach read what was given before the coach took over.</summary>
public sealed record HistoryOpened(Guid CaseId, Seat Seat, Guid StaffId) : ICaseEvent;

/// <summary>One partner lets this supervisor read along. Nothing comes of it before the other does too, and neither is told.</summary>
public sealed record SupervisionAllowed(Guid CaseId, Seat Seat, Guid Supervisor) : ICaseEvent;

public sealed record SupervisionEnded(Guid CaseId, Seat Seat, Guid Supervisor) : ICaseEvent;

/// <summary>The law asks that nothing of this case is destroyed for now.</summary>
public sealed record LegalHoldPlaced(Guid CaseId, Guid StaffId) : ICaseEvent;

public sealed record LegalHoldLifted(Guid CaseId, Guid StaffId) : ICaseEvent;
