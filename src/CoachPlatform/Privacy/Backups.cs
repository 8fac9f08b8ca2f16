namespace CoachPlatform.Privacy;

/// <summary>For how long backups of the database are kept: <c>Coach:Backups:KeptFor</c>, as <c>35.00:00:00</c> for 35 days. Certificates say so.</summary>
public sealed class Backups(IConfiguration configuration)
{
    public TimeSpan? KeptFor { get; } = configuration.GetValue<TimeSpan?>("Coach:Backups:KeptFor");
}
