using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tutela.Engine.Policy;

/// <summary>An exception's fields as an object; apart from the document so that its converter does not meet itself.</summary>
internal sealed class ExceptionFields
{
    public required string Name { get; set; }
    public DateTimeOffset? Until { get; set; }
    public string? Reason { get; set; }
}

/// <summary>A fault inside an object that a converter read by itself: its path starts there, and the rest of the path is put before it.</summary>
internal sealed class InnerFaultException(JsonException inner) : JsonException(inner.Message)
{
    /// <summary>Path from the converter's object, without its <c>$</c>.</summary>
    public string InnerPath { get; } = inner.Path is ['$', .. var rest] ? rest : "";

    public static T Read<T>(ref Utf8JsonReader reader, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, type)!;
        }
        catch (JsonException e)
        {
            throw new InnerFaultException(e);
        }
    }
}

/// <summary>A bare name, or an object.</summary>
internal sealed class ExceptionConverter : JsonConverter<ExceptionDocument>
{
    public override ExceptionDocument Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new ExceptionDocument { Name = reader.GetString()! };
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a name, or an object with a name");
        var fields = InnerFaultException.Read(ref reader, RulesJson.Default.ExceptionFields);
        return new ExceptionDocument { Name = fields.Name, Until = fields.Until, Reason = fields.Reason };
    }

    public override void Write(Utf8JsonWriter writer, ExceptionDocument value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new ExceptionFields { Name = value.Name, Until = value.Until, Reason = value.Reason }, RulesJson.Default.ExceptionFields);
}

/// <summary>true, false, or an object per engine.</summary>
internal sealed class SafeSearchConverter : JsonConverter<SafeSearchDocument>
{
    public override SafeSearchDocument? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => new SafeSearchDocument { Google = true, Bing = true, DuckDuckGo = true, YouTube = "strict", Pixabay = true, Ecosia = true, Brave = true },
        JsonTokenType.False => new SafeSearchDocument(),
        JsonTokenType.StartObject => InnerFaultException.Read(ref reader, RulesJson.Default.SafeSearchDocument),
        _ => throw new JsonException("true, false, or an object per search engine"),
    };

    public override void Write(Utf8JsonWriter writer, SafeSearchDocument value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, RulesJson.Default.SafeSearchDocument);
}

/// <summary>One string, or an array of them.</summary>
internal sealed class OneOrMoreConverter : JsonConverter<List<string>>
{
    public override List<string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a string, or an array of strings");
        var all = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            all.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("a string, or an array of strings"));
        return all;
    }

    public override void Write(Utf8JsonWriter writer, List<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value) writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
