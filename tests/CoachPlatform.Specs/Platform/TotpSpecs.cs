using CoachPlatform.Platform.SignIn;

namespace CoachPlatform.Specs.Platform;

public sealed class TotpSpecs
{
    // The test vectors of RFC 6238, appendix B, cut to six digits.
    private static readonly string Secret = Totp.Encode("12345678901234567890"u8);

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_that_of_the_standard(long at, string code) => Assert.Equal(code, Totp.Code(Secret, DateTimeOffset.FromUnixTimeSeconds(at)));

    [Fact]
    public void The_key_is_written_as_apps_read_it() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Secret);

    [Fact]
    public void A_code_fits_one_step_early_or_late_and_never_twice_or_after_a_later_one()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.Fits(Secret, "005 924", now, lastUsed: 0);

        Assert.Equal(1_234_567_890 / 30, step);
        Assert.Equal(step, Totp.Fits(Secret, "005924", now.AddSeconds(30), lastUsed: 0));
        Assert.Equal(step, Totp.Fits(Secret, "005924", now.AddSeconds(-30), lastUsed: 0));
        Assert.Null(Totp.Fits(Secret, "005924", now.AddSeconds(61), lastUsed: 0));
        Assert.Null(Totp.Fits(Secret, "005924", now.AddSeconds(-61), lastUsed: 0));
        Assert.Null(Totp.Fits(Secret, "005924", now, step!.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059244")]
    [InlineData("٠٠٥٩٢٤")]
    public void What_is_no_six_digits_never_fits(string? code) => Assert.Null(Totp.Fits(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1_234_567_890), lastUsed: 0));

    [Fact]
    public void Recovery_codes_are_ten_different_ones_known_by_their_letters_and_their_person()
    {
        var codes = RecoveryCodes.New();
        var (one, other) = (Guid.Parse("01900000-0000-7000-8000-000000000001"), Guid.Parse("01900000-0000-7000-8000-000000000002"));

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z2-7]{4}(-[a-z2-7]{4}){3}$", code));
        Assert.Equal(RecoveryCodes.Hash(one, codes[0]), RecoveryCodes.Hash(one, $" {codes[0].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()} "));
        Assert.NotEqual(RecoveryCodes.Hash(one, codes[0]), RecoveryCodes.Hash(other, codes[0]));
    }
}
