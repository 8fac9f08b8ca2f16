using System.Globalization;

namespace CoachPlatform.Web.Shared;

/// <summary>Fills the gaps of a text from the resources.</summary>
public static class Wording
{
    /// <summary><c>{0}</c>, <c>{1}</c> … in the reader's culture.</summary>
    public static string With(this string text, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.CurrentCulture, text, parts);
}
