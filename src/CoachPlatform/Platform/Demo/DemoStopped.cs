namespace CoachPlatform.Platform.Demo;

/// <summary>The demo practice cannot be written further; the message ends a sentence for whoever started the application.</summary>
/// <param name="beforeAnything">Nothing was written, so the next start may simply try again.</param>
internal sealed class DemoStopped(string reason, bool beforeAnything = false) : Exception(reason)
{
    public bool BeforeAnything => beforeAnything;
}
