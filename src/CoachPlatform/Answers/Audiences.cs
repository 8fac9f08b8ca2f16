namespace CoachPlatform.Answers;

/// <summary>An audience is a set over {partner, coach}; narrowing is intersection.</summary>
public static class Audiences
{
    public static bool Partner(this Audience audience) => audience is Audience.Partner or Audience.PartnerOnly;

    public static bool Coach(this Audience audience) => audience is Audience.Partner or Audience.Coach;

    public static Audience And(this Audience one, Audience other) => Of(one.Partner() && other.Partner(), one.Coach() && other.Coach());

    /// <summary>The audience of one field: the answer's, narrowed by the field's own.</summary>
    public static Audience Of(this Sharing sharing, string field) =>
        sharing.Fields is not null && sharing.Fields.TryGetValue(field, out var own) ? sharing.Audience.And(own) : sharing.Audience;

    private static Audience Of(bool partner, bool coach) => (partner, coach) switch
    {
        (true, true) => Audience.Partner,
        (true, false) => Audience.PartnerOnly,
        (false, true) => Audience.Coach,
        (false, false) => Audience.Me,
    };
}
