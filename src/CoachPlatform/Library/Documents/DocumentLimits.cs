namespace CoachPlatform.Library.Documents;

/// <summary>What an import takes at most. The screen states these figures, and the readers hold them.</summary>
public static class DocumentLimits
{
    /// <summary>Bytes of the original.</summary>
    public const int File = 10 * 1024 * 1024;

    /// <summary>Characters of text, pasted or read out of a file.</summary>
    public const int Text = 1_000_000;

    public const int Pages = 500;

    /// <summary>Bytes of everything in a DOCX once it is unpacked, and of all streams of a PDF.</summary>
    public const int Unpacked = 64 * 1024 * 1024;

    /// <summary>Elements inside elements. No page that somebody wrote comes near it, and deeper ones exhaust a reader's stack.</summary>
    public const int Depth = 200;

    public const int Passages = 300;

    public const int Cuts = 2000;

    public const int Title = 120;

    public const int Name = 120;

    public const int PassageText = 50_000;

    /// <summary>Bytes of a request: a whole file in base64, or all its text as JSON, and what stands around it.</summary>
    public const long Request = 16 * 1024 * 1024;

    /// <summary>How long a reader may take.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(30);
}
