using System.Diagnostics.CodeAnalysis;

namespace CoachPlatform.Library;

/// <summary>What came of reading the fields a person sent for a step: all values, or why not.</summary>
/// <param name="Values">By field key; a field left out was passed and is not here. Null when anything is wrong.</param>
/// <param name="Invalid">Plain words per field key.</param>
/// <param name="Unknown">Keys that the step does not have.</param>
public sealed record FieldReading(
    IReadOnlyDictionary<string, FieldValue>? Values,
    IReadOnlyDictionary<string, string> Invalid,
    IReadOnlyList<string> Unknown)
{
    public const string UnknownField = "unknown-field";
    public const string FieldsInvalid = "fields-invalid";

    /// <summary><c>unknown-field</c>, else <c>fields-invalid</c>, else null.</summary>
    public string? Problem => Unknown.Count > 0 ? UnknownField : Invalid.Count > 0 ? FieldsInvalid : null;

    [MemberNotNullWhen(true, nameof(Values))]
    public bool IsValid => Values is not null;
}
