using System.Text.Json;
using CoachPlatform.Answers;
using CoachPlatform.Cases;
using CoachPlatform.Platform.Http;

namespace CoachPlatform.Specs.Platform;

public sealed class OneWordSpecs
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new OneWord(naming: null).CreateConverter(typeof(Seat), JsonSerializerOptions.Default), new OneWord(JsonNamingPolicy.CamelCase) } };

    [Fact]
    public void every_word_comes_back_as_it_went()
    {
        Assert.All(Enum.GetValues<Audience>(), a => Assert.Equal(a, JsonSerializer.Deserialize<Audience>(JsonSerializer.Serialize(a, Json), Json)));
        Assert.Equal("\"partnerOnly\"", JsonSerializer.Serialize(Audience.PartnerOnly, Json));
        Assert.Equal("""{"B":"whenBoth"}""", JsonSerializer.Serialize(new Dictionary<Seat, Timing?> { [Seat.B] = Timing.WhenBoth }, Json));
        Assert.Equal(Seat.B, Assert.Single(JsonSerializer.Deserialize<Dictionary<Seat, Timing?>>("""{"B":null}""", Json)!).Key);
        Assert.Equal(Audience.PartnerOnly, JsonSerializer.Deserialize<Audience>("\"PARTNERONLY\"", Json));
    }

    [Theory]
    [InlineData("\"me, coach\"")]
    [InlineData("\"me,me\"")]
    [InlineData("\"partner \"")]
    [InlineData("\",\"")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[\"me\"]")]
    public void anything_but_one_word_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Audience>(json, Json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<Audience, int>>($$"""{{{(json.StartsWith('"') ? json : $"\"{json}\"").Replace("[\"me\"]", "me;")}}:1}""", Json));
    }
}
