using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Standards.Contract;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PackSchemaTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    [Theory]
    [InlineData(typeof(PackFile), "pack", "pack.yaml")]
    [InlineData(typeof(PackQuestions), "questions", "questions.yaml")]
    [InlineData(typeof(GuidanceFile), "guidance", "guidance.yaml")]
    [InlineData(typeof(StandardsFile), "standards", "standards.yaml")]
    public void The_published_schema_is_the_shape_that_is_read(Type read, string name, string file)
    {
        var schema = Options.GetJsonSchemaAsNode(read, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
            {
                if (node is JsonObject shape && shape.ContainsKey("properties"))
                {
                    shape["additionalProperties"] = false;
                }

                return node;
            },
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"Tutela policy pack: {file}");
        var shape = schema.ToJsonString(Options) + "\n";

        var path = Path.Combine(AppContext.BaseDirectory, "docs", $"{name}.schema.json");
        if (!File.Exists(path) || File.ReadAllText(path) != shape)
        {
            var right = Path.Combine(AppContext.BaseDirectory, "docs", $"{name}.schema.right.json");
            File.WriteAllText(right, shape);
            Assert.Fail($"docs/{name}.schema.json is not the shape of {file}. Put {right} in its place.");
        }
    }

    [Fact]
    public void It_closes_every_object_and_knows_every_required_key()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "pack.schema.json")))!;
        var review = schema["properties"]!["settings"]!["properties"]!["review"]!;

        Assert.False(review["additionalProperties"]!.GetValue<bool>());
        Assert.Contains("warn-days", review["required"]!.AsArray().Select(key => key!.GetValue<string>()));
        Assert.Equal("date", review["properties"]!["next"]!["format"]!.GetValue<string>());
    }
}
