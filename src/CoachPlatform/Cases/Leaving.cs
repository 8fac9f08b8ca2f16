using CoachPlatform.Platform;

namespace CoachPlatform.Cases;

// These records are the storage format. Their stored names stand in CasesSetup; a new shape is a new name with an upcaster.

/// <summary>The coach lets the case rest: nothing opens and nothing can be written until it goes on.</summary>
public sealed record CasePaused(Guid CaseId) : ICaseEvent;

public sealed record CaseResumed(Guid CaseId) : ICaseEvent;

/// <summary>One partner rests from the whole case. To the other nothing has happened.</summary>
public sealed record SeatRested(Guid CaseId, Seat Seat) : ICaseEvent;

public sealed record SeatReturned(Guid CaseId, Seat Seat) : ICaseEvent;

/// <summary>One partner has left. To the other it looks as if the coach had paused the case, until <see cref="LeavingTold"/> or the coach ends it.</summary>
public sealed record SeatLeft(Guid CaseId, Seat Seat) : ICaseEvent;

/// <summary>Whoever has left lets the other know.</summary>
public sealed record LeavingTold(Guid CaseId, Seat Seat) : ICaseEvent;

/// <summary>The couple has parted. From here on there are two journeys, each of one person.</summary>
public sealed record CaseSeparated(Guid CaseId) : ICaseEvent;

public sealed record CaseClosed(Guid CaseId) : ICaseEvent;

/// <summary>The wrong person had joined, and has written nothing.</summary>
public sealed record SeatReleased(Guid CaseId, Seat Seat) : ICaseEvent;

public sealed record DataConsentWithdrawn(Guid CaseId, Seat Seat, string Text) : ICaseEvent;

/// <summary>Since when nothing moves in a case, because it pauses or has ended: whatever was not open to a partner then stays so until it goes on.</summary>
/// <param name="HeldSince">The oldest hold that stood then; null when none did.</param>
public sealed record Stillness(DateTimeOffset Since, DateTimeOffset? HeldSince);

/// <summary>How things stood when the couple ended: what was shown by then stays shown, and nothing more ever is.</summary>
/// <param name="HeldSince">The oldest hold that stood then; null when none did.</param>
public sealed record CoupleEnd(DateTimeOffset At, DateTimeOffset? HeldSince);
