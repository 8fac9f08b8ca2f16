using CoachPlatform.Platform.SignIn;
using CoachPlatform.Web.Coach;

namespace CoachPlatform.Web.Account;

/// <summary>Whose page it is, and which frame stands around it.</summary>
/// <param name="Coach">The coach's frame; null for somebody who works in no practice.</param>
/// <param name="Partner">Sits in a seat of some case.</param>
/// <param name="HasPasskey">May confirm with one.</param>
/// <param name="HasSecondStep">May confirm with a code.</param>
public sealed record AccountFrame(string SignInName, CoachFrame? Coach, bool Partner, bool HasPasskey, bool HasSecondStep)
{
    /// <summary>The clock that days are told by: the practice's where there is one.</summary>
    public string Zone => Coach?.Zone ?? "Etc/UTC";
}

/// <param name="SecondStepSince">Null while it is off.</param>
/// <param name="CodesLeft">How many recovery codes have not been used.</param>
public sealed record AccountView(
    AccountFrame Frame, DateTimeOffset Now, IReadOnlyList<MySession> Sessions, IReadOnlyList<Passkey> Passkeys, DateTimeOffset? SecondStepSince, int CodesLeft)
{
    public string Day(DateTimeOffset at) => Platform.LocalDay.Of(at, Frame.Zone).ToString(AccountWords.Day, System.Globalization.CultureInfo.CurrentCulture);
}
