namespace CoachPlatform.Library;

/// <summary>How much a field takes when its pack says nothing narrower. Characters are UTF-16 code units, as browsers count them.</summary>
public static class FieldLimits
{
    public const int Text = 300;
    public const int Long = 20_000;
    public const int ListItems = 50;
    public const int Count = 10_000;
}
