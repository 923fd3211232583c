using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.Converters;
using YamlDotNet.Serialization.NamingConventions;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Strict YAML: an unknown, doubled or missing key is a fault with its line.</summary>
internal static partial class PackYaml
{
    private static readonly IDeserializer Reader = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .WithTypeConverter(new DateOnlyConverter(CultureInfo.InvariantCulture, false, "yyyy-MM-dd"))
        .WithTypeConverter(new TimeOnlyConverter(CultureInfo.InvariantCulture, false, "HH:mm"))
        .WithTypeConverter(new ClauseIdConverter())
        .WithTypeConverter(new ChoiceConverter())
        .WithNodeTypeResolver(new ReadOnlyCollections())
        .WithDuplicateKeyChecking()
        .WithEnforceRequiredMembers()
        .WithEnforceNullability()
        .Build();

    /// <param name="firstLine">The line of the file on which this text begins.</param>
    public static T Read<T>(string text, string file, int firstLine = 1) => (T)Read(typeof(T), text, file, firstLine);

    public static object Read(Type type, string text, string file, int firstLine = 1)
    {
        try
        {
            var value = Reader.Deserialize(text, type);
            return value is null ? throw new PackFaultException(file, firstLine, "the file is empty") : value;
        }
        catch (YamlException fault)
        {
            throw new PackFaultException(file, firstLine + LineOf(fault) - 1, Explain(fault), fault);
        }
    }

    /// <summary>The line of a dotted path such as <c>settings.review.next</c>, or of the deepest part of it that is there.</summary>
    public static int LineOf(string text, string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var node = stream.Documents[0].RootNode;
        var line = (int)node.Start.Line;
        foreach (var part in path.Split('.'))
        {
            YamlNode? next = null;
            if (node is YamlMappingNode map)
            {
                var entry = map.Children.FirstOrDefault(child => child.Key is YamlScalarNode key && key.Value == part);
                next = entry.Value;
                line = entry.Key is null ? line : (int)entry.Key.Start.Line;
            }
            else if (node is YamlSequenceNode list && int.TryParse(part, CultureInfo.InvariantCulture, out var at) && at < list.Children.Count)
            {
                next = list.Children[at];
                line = (int)next.Start.Line;
            }

            if (next is null)
            {
                break;
            }

            node = next;
        }

        return line;
    }

    private static int LineOf(YamlException fault) => Math.Max(1, (int)fault.Start.Line);

    private static string Explain(YamlException fault)
    {
        Exception deepest = fault;
        while (deepest.InnerException is { } inner)
        {
            deepest = inner;
        }

        return deepest is NullReferenceException ? "a value is missing" : TypeName().Replace(deepest.Message, "").Trim();
    }

    [GeneratedRegex(@"\s+on type '[^']*'|Exception during deserialization:?")]
    private static partial Regex TypeName();

    private sealed class ReadOnlyCollections : INodeTypeResolver
    {
        public bool Resolve(NodeEvent? nodeEvent, ref Type currentType)
        {
            if (!currentType.IsGenericType)
            {
                return false;
            }

            var shape = currentType.GetGenericTypeDefinition();
            var parts = currentType.GetGenericArguments();
            if (shape == typeof(IReadOnlyList<>))
            {
                currentType = parts[0].MakeArrayType();
                return true;
            }

            if (shape == typeof(IReadOnlyDictionary<,>))
            {
                currentType = typeof(Dictionary<,>).MakeGenericType(parts);
                return true;
            }

            return false;
        }
    }

    // The reader's own way with enums takes numbers and any case, and does not say what it would have taken.
    private sealed class ChoiceConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type.IsEnum;

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            var choices = Enum.GetNames(type).ToDictionary(JsonNamingPolicy.KebabCaseLower.ConvertName);
            return choices.TryGetValue(scalar.Value, out var name)
                ? Enum.Parse(type, name)
                : throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not one of: {string.Join(", ", choices.Keys)}");
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Packs are read, not written.");
    }

    private sealed class ClauseIdConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(ClauseId);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            return ClauseId.TryParse(scalar.Value, out var id)
                ? id
                : throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a clause id");
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            throw new NotSupportedException("Packs are read, not written.");
    }
}
