using System.Text.RegularExpressions;

namespace CoachPlatform.Library.Documents;

/// <summary>Recognises sentences that ask somebody to do something, by the verb they begin with.</summary>
internal static partial class Imperatives
{
    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "accept", "acknowledge", "admit", "agree", "allow", "answer", "apologise", "apologize", "appreciate", "arrange", "ask", "avoid", "be", "become", "begin", "book", "breathe",
        "bring", "build", "buy", "call", "celebrate", "change", "check", "choose", "come", "commit", "compare", "compliment", "consider", "cook", "count", "create", "cultivate", "dance",
        "decide", "describe", "discuss", "do", "draw", "eat", "encourage", "enjoy", "exchange", "explain", "explore", "express", "find", "focus", "follow", "forgive", "get", "give", "go",
        "greet", "have", "help", "hold", "hug", "ignore", "imagine", "initiate", "invite", "keep", "kiss", "know", "laugh", "learn", "leave", "let", "list", "listen", "look", "make",
        "meet", "name", "note", "notice", "offer", "open", "overlook", "pay", "pick", "plan", "play", "practice", "practise", "praise", "promise", "put", "read", "recall", "reflect",
        "remember", "remind", "repeat", "replace", "respect", "respond", "rest", "restate", "reveal", "save", "say", "schedule", "see", "send", "set", "share", "show", "sit", "sleep",
        "slow", "smile", "speak", "spend", "stand", "start", "state", "stay", "step", "stick", "stop", "summarise", "summarize", "support", "surprise", "switch", "take", "talk", "tell",
        "text", "thank", "think", "touch", "treat", "trust", "try", "turn", "understand", "use", "visit", "volunteer", "wait", "wake", "walk", "watch", "welcome", "wish", "work", "write",
    };

    // After one of these the first word was a noun: "Work can be hard".
    private static readonly HashSet<string> NotAfter = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "was", "were", "can", "could", "will", "would", "may", "might", "must", "should", "has", "had", "of", "does", "did", "and", "or", "helps", "makes", "means",
    };

    public static bool Is(string sentence)
    {
        var bare = Lead().Replace(sentence, "");
        var words = bare.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || bare.EndsWith('?'))
            return false;
        if (Negation().Match(bare) is { Success: true } not)
            return not.Groups["never"].Success is false || Verbs.Contains(not.Groups["verb"].Value);
        var verb = words[0].Trim('“', '"', ',');
        return Verbs.Contains(verb) && !NotAfter.Contains(words[1].Trim(','));
    }

    [GeneratedRegex(@"\A((so|then|and|but|instead|also|now|first|second|third|next|finally|lastly|please|always|if possible|for example|whenever you can|as a couple|together)\b,?\s+|[•–-]\s+|\d{1,3}[.)]\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\A(don['’]t|do not|(?<never>never))\s+(?<verb>\p{L}+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();
}
