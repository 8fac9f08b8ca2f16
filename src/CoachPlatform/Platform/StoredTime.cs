namespace CoachPlatform.Platform;

/// <summary>The database keeps microseconds. Finer times would be others when a state is built again from the events that it kept.</summary>
internal static class StoredTime
{
    public static DateTimeOffset AsStored(this DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
