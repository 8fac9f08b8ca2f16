namespace CoachPlatform.Web.Shared;

/// <summary>What a topic is called on a page. Never in a title or an announcement.</summary>
public static class TopicName
{
    public static string Of(string topic) => topic switch
    {
        "intimacy" => SharedWords.Topic_Intimacy,
        "fears" => SharedWords.Topic_Fears,
        "family" => SharedWords.Topic_Family,
        "money" => SharedWords.Topic_Money,
        "health" => SharedWords.Topic_Health,
        _ => topic,
    };
}
