using CoachPlatform.Cases;
using CoachPlatform.Platform;
using CoachPlatform.Vault;

namespace CoachPlatform.Safety;

// These records are the storage format. Their stored names stand in SafetySetup; a new shape is a new name with an upcaster.

/// <summary>What happens between one partner and the coach alone. Its stream is that of the case and the seat, and nobody else's screens hang on it.</summary>
public interface ISafetyEvent : ICaseEvent
{
    Seat Seat { get; }
}

/// <summary>The coach asks the safety questions; always of both, each alone.</summary>
public sealed record SafetyAsked(Guid CaseId, Seat Seat, int CheckVersion) : ISafetyEvent;

/// <param name="Fields">One box for each question of that version under the seat's key; one that was passed holds an empty text.</param>
public sealed record SafetyAnswered(Guid CaseId, Seat Seat, Guid AnswerId, int CheckVersion, IReadOnlyDictionary<string, Sealed> Fields) : ISafetyEvent;

/// <param name="Detail">What the person wrote, under the seat's key; null where it is the answers that say so.</param>
/// <param name="AnswerId">Those answers.</param>
public sealed record ConcernRaised(Guid CaseId, Seat Seat, Guid HoldId, Sealed? Detail, Guid? AnswerId = null) : ISafetyEvent;

/// <summary>A coach has begun to look after it.</summary>
public sealed record ConcernTakenUp(Guid CaseId, Seat Seat, Guid HoldId, Guid StaffId) : ISafetyEvent;

/// <param name="Note">The coach's own words, under the practice's key for the case.</param>
public sealed record ConcernNoted(Guid CaseId, Seat Seat, Guid HoldId, Guid NoteId, Guid StaffId, Sealed Note) : ISafetyEvent;

/// <param name="Note">What came of it, under the practice's key for the case.</param>
public sealed record ConcernClosed(Guid CaseId, Seat Seat, Guid HoldId, Guid NoteId, Guid StaffId, Sealed Note) : ISafetyEvent;
