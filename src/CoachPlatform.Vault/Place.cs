namespace CoachPlatform.Vault;

/// <summary>
/// Where a sealed value belongs: <c>tenant|case|seat|round|step|field</c>. It is the associated data of the encryption, so a box that is
/// copied to another place does not open there.
/// </summary>
/// <param name="Seat"><c>A</c>, <c>B</c>, <c>joint</c> or <c>practice</c>.</param>
/// <param name="Round">The round, or the assignment for a coach's word.</param>
/// <param name="Step">Step key with its turn, or what stands in its place, such as <c>comment</c>.</param>
public sealed record Place(string Tenant, Guid Case, string Seat, Guid Round, string Step, string Field)
{
    public override string ToString() => $"{Tenant}|{Case:N}|{Seat}|{Round:N}|{Step}|{Field}";
}
