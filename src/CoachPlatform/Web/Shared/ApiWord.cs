using System.Text.Json;

namespace CoachPlatform.Web.Shared;

/// <summary>A member of a closed vocabulary as the API writes it, for the values of controls.</summary>
public static class ApiWord
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
