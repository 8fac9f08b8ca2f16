using CoachPlatform.Cases;

namespace CoachPlatform.Specs;

/// <summary>A couple on its way into a case, in events.</summary>
internal static class Couple
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    public static readonly Guid CaseId = new("00000000-0000-7000-8000-0000000000ca");
    public static readonly Guid Coach = new("00000000-0000-7000-8000-0000000000c0");
    public const string Zone = "Europe/Madrid";

    public static IReadOnlyList<object> Opened { get; } = [new CaseOpened(CaseId, Coach, Zone, 1), new SecretsPolicyProposed(CaseId, 1, SecretsPolicy.Limited)];

    public static IReadOnlyList<object> OnlyAJoined { get; } = [.. Opened, Invited(Seat.A), .. Joined(Seat.A)];

    public static IReadOnlyList<object> OnlyBJoined { get; } = [.. Opened, Invited(Seat.B), .. Joined(Seat.B)];

    /// <summary>Both have joined and accepted.</summary>
    public static IReadOnlyList<object> Together { get; } =
        [.. OnlyAJoined, Invited(Seat.B), .. Joined(Seat.B), new SecretsPolicyInForce(CaseId, 1)];

    public static Guid Invitation(Seat seat) => seat == Seat.A ? new("00000000-0000-7000-8000-00000000001a") : new("00000000-0000-7000-8000-00000000001b");

    public static SeatInvited Invited(Seat seat) => new(CaseId, seat, Invitation(seat), Now.AddDays(14));

    public static IReadOnlyList<object> Joined(Seat seat) =>
    [
        new SeatJoined(CaseId, seat, Invitation(seat), JoinSeat.Terms),
        new DataConsentGiven(CaseId, seat, JoinSeat.Consent),
        new SecretsPolicyAccepted(CaseId, seat, 1),
    ];

    public static CaseGate Gate(IEnumerable<object> events) => new Told().After(events, Now).Gate;
}
