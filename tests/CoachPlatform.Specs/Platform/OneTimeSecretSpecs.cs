using System.Text;
using CoachPlatform.Platform;

namespace CoachPlatform.Specs.Platform;

public class OneTimeSecretSpecs
{
    [Fact]
    public void a_secret_is_known_by_its_hashes_alone()
    {
        var secret = OneTimeSecret.New();
        var hashes = secret.Hashes();
        Assert.True(hashes.Match(secret.Token));
        Assert.True(hashes.Match(secret.Code));
        Assert.False(hashes.Match(secret.Token[..^1]));
        Assert.False(hashes.Match(secret.Code[..^1]));
        Assert.False(hashes.Match(OneTimeSecret.New().Code));
        Assert.False(hashes.Match(""));
        Assert.False(hashes.Match(null));
        Assert.Equal(43, secret.Token.Length);
        Assert.NotEqual(secret, OneTimeSecret.New());
        var kept = hashes.Token.Concat(hashes.Code!).ToArray();
        Assert.Equal(-1, kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret.Code)));
    }

    [Fact]
    public void a_code_is_short_and_no_character_of_it_is_taken_for_another()
    {
        foreach (var secret in Enumerable.Range(0, 50).Select(_ => OneTimeSecret.New()))
        {
            Assert.Matches("^[2-9A-HJKMNP-TV-Z]{10}$", secret.Code);
            Assert.Equal($"{secret.Code[..5]}-{secret.Code[5..]}", secret.ShownCode);
        }
    }

    [Theory]
    [InlineData("ABCDE-23456")]
    [InlineData("abcde23456")]
    [InlineData(" a b c d e 2 3 4 5 6 ")]
    public void how_a_code_is_written_does_not_matter(string typed) =>
        Assert.Equal(OneTimeSecret.HashOfCode("ABCDE23456"), OneTimeSecret.HashOfCode(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCDE2345")]
    [InlineData("ABCDE234567")]
    [InlineData("ABCDE2345O")]
    [InlineData("ABCDE2345\u0660")]
    [InlineData("' or 1=1 --")]
    public void what_is_no_code_is_looked_for_nowhere(string? typed) => Assert.Null(OneTimeSecret.HashOfCode(typed));

    [Fact]
    public void an_invitation_from_before_codes_is_opened_by_its_token_alone()
    {
        var secret = OneTimeSecret.New();
        var older = new OneTimeHashes(secret.Hashes().Token, Code: null);
        Assert.True(older.Match(secret.Token));
        Assert.False(older.Match(secret.Code));
    }

    [Fact]
    public void a_link_as_a_picture_is_one_svg_without_style_or_script_and_another_for_another_link()
    {
        var picture = QrPicture.Of("https://coach.example/join/1#token");
        const string Start = "data:image/svg+xml;base64,";
        Assert.StartsWith(Start, picture);
        var svg = Encoding.UTF8.GetString(Convert.FromBase64String(picture[Start.Length..]));
        Assert.StartsWith("<svg ", svg);
        Assert.DoesNotContain("style", svg);
        Assert.DoesNotContain("script", svg);
        Assert.DoesNotContain("token", svg);
        Assert.NotEqual(picture, QrPicture.Of("https://coach.example/join/1#tokem"));
        Assert.Equal(picture, QrPicture.Of("https://coach.example/join/1#token"));
    }
}
