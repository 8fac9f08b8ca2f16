namespace CoachPlatform.Privacy;

/// <summary>What a certificate says it covers, and what it does not. It is signed, so another wording is for later certificates alone.</summary>
internal static class CertificateWords
{
    public static IReadOnlyList<string> Covers { get; } =
    [
        "Every text and number this person gave in this case was sealed under keys of their own. Those keys, listed above, were destroyed; without them nobody can open anything they sealed, the operator of the installation included.",
        "Messages that the coach had addressed to this person alone were sealed under the same keys and went with them.",
        "The rows that named this person in this case were removed; their account as well, unless they have another case here.",
        "The events that the other partner caused were not changed: their digest before and after is the same.",
        "The erasure is also on record outside the database and its backups, and is carried out again on any backup that is restored.",
    ];

    public static IReadOnlyList<string> Leaves { get; } =
    [
        "Texts that both partners had agreed on belong to both. They stay until the other erases them too, or the practice's retention ends.",
        "The coach's own notes stay for as long as the practice's retention rule says.",
        "That something was given, and when, stays on record without its content.",
        "Copies that somebody had already taken, such as exports, prints and photographs, are beyond our reach.",
        "What somebody has read cannot be unread.",
    ];
}
