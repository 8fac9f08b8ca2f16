namespace CoachPlatform.Platform.Demo;

/// <summary>A progress line: written over itself on a terminal, now and then a new one elsewhere.</summary>
internal sealed class Progress(TextWriter console)
{
    private const int LinesElsewhere = 8;
    private readonly bool terminal = !Console.IsOutputRedirected;

    public void Tell(int done, int of)
    {
        if (terminal)
            console.Write($"\rDemo practice: {done} of {of}{(done == of ? Environment.NewLine : "")}");
        else if (done == of || done % Math.Max(1, of / LinesElsewhere) == 0)
            console.WriteLine($"Demo practice: {done} of {of}");
    }
}
