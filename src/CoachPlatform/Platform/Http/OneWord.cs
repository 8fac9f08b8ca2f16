using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CoachPlatform.Platform.Http;

/// <summary>
/// An enum as exactly one of its words. The framework's own converter also takes lists such as <c>me, coach</c> and adds them up, to a value
/// that nobody has named.
/// </summary>
internal sealed class OneWord(JsonNamingPolicy? naming) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert), naming)!;

    /// <summary>What the contract says of an enum, or of one that may be left out; null for any other type.</summary>
    public static List<JsonNode>? Listed(Type type, JsonSerializerOptions options)
    {
        if ((Nullable.GetUnderlyingType(type) ?? type) is not { IsEnum: true } words)
            return null;
        List<JsonNode> listed = [.. Enum.GetValuesAsUnderlyingType(words).Cast<object>().Select(v => JsonSerializer.SerializeToNode(Enum.ToObject(words, v), words, options)!)];
        if (words != type)
            listed.Add(null!);
        return listed;
    }

    private sealed class Words<T>(JsonNamingPolicy? naming) : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<T, string> words = Enum.GetValues<T>().ToDictionary(v => v, v => naming?.ConvertName(v.ToString()) ?? v.ToString());

        private readonly Dictionary<string, T> values =
            Enum.GetValues<T>().ToDictionary(v => naming?.ConvertName(v.ToString()) ?? v.ToString(), v => v, StringComparer.OrdinalIgnoreCase);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Of(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(words[value]);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(words[value]);

        private T Of(string word) => values.TryGetValue(word, out var value) ? value : throw new JsonException();
    }
}
