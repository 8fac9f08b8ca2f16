namespace CoachPlatform.Platform.Demo;

/// <summary>The application's clock while the demo practice is written: it stands at the moment of the script's line. Released, it is the real time exactly.</summary>
internal sealed class DemoClock : TimeProvider
{
    private const long Real = 0;
    private long standsAt = Real;

    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref standsAt) is var ticks && ticks == Real ? System.GetUtcNow() : new DateTimeOffset(ticks, TimeSpan.Zero);

    public void MoveTo(DateTimeOffset moment) => Volatile.Write(ref standsAt, moment.UtcTicks);

    public void Release() => Volatile.Write(ref standsAt, Real);
}
