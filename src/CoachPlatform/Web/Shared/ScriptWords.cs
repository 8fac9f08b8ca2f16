using System.Text.Json;

namespace CoachPlatform.Web.Shared;

/// <summary>The few texts that the browser's modules say by themselves, from the same resources as everything else.</summary>
internal static class ScriptWords
{
    public static string Json => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["upToDate"] = SharedWords.Live_UpToDate,
        ["catchingUp"] = SharedWords.Live_CatchingUp,
        ["offlineSince"] = SharedWords.Live_Offline,
        ["unreached"] = SharedWords.Unreached,
        ["refused"] = SharedWords.Refused,
        ["scriptMissing"] = SharedWords.ScriptMissing,
        ["notYet"] = SharedWords.NotYet,
        ["missing"] = SharedWords.Missing,
        ["unticked"] = SharedWords.Unticked,
        ["sending"] = SharedWords.Sending,
        ["draftSaved"] = SharedWords.Draft_Saved,
        ["draftLocked"] = SharedWords.Draft_Locked,
        ["draftOnPage"] = SharedWords.Draft_OnPage,
        ["sealedLater"] = SharedWords.Draft_SealedLater,
        ["rankAt"] = SharedWords.Rank_At,
        ["rankOut"] = SharedWords.Rank_Out,
        ["agoNow"] = SharedWords.Ago_Now,
        ["agoMinutes"] = SharedWords.Ago_Minutes,
        ["movedOne"] = SharedWords.Board_MovedOne,
        ["movedMany"] = SharedWords.Board_MovedMany,
    });
}
