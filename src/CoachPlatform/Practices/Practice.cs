namespace CoachPlatform.Practices;

// These records are the storage format. Their stored names stand in PracticesSetup.

public sealed record PracticeOpened(Guid PracticeId);

public sealed record StaffJoined(Guid StaffId, Role Role);

public enum Role { Owner, Coach }
