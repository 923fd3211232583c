using Mono.Cecil;

namespace Tutela.Architecture.Tests.Imports;

/// <summary>One type uses another: in a signature, a field, an attribute or the body of a method.</summary>
public sealed record Edge(string From, string To)
{
    public override string ToString() => $"{From} -> {To}";
}

/// <summary>Reads which types use which from compiled assemblies, so that nothing that the compiler sees is missed.</summary>
public static class Edges
{
    public static IReadOnlyList<Edge> Of(string assemblyPath)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(assemblyPath);
        var edges = new HashSet<Edge>();
        foreach (var type in assembly.MainModule.GetTypes())
        {
            var from = Outermost(type);
            void Add(TypeReference? to)
            {
                if (to is null or GenericParameter) return;
                if (to is GenericInstanceType generic)
                    foreach (var argument in generic.GenericArguments) Add(argument);
                if (to is TypeSpecification specification) Add(specification.ElementType);
                else if (Outermost(to) is var name && name != from) edges.Add(new Edge(from, name));
            }
            Add(type.BaseType);
            foreach (var face in type.Interfaces) Add(face.InterfaceType);
            foreach (var field in type.Fields) Add(field.FieldType);
            foreach (var attribute in type.CustomAttributes) Add(attribute.AttributeType);
            foreach (var method in type.Methods)
            {
                Add(method.ReturnType);
                foreach (var parameter in method.Parameters) Add(parameter.ParameterType);
                if (!method.HasBody) continue;
                foreach (var variable in method.Body.Variables) Add(variable.VariableType);
                foreach (var instruction in method.Body.Instructions)
                {
                    switch (instruction.Operand)
                    {
                        case TypeReference t: Add(t); break;
                        case MethodReference m:
                            Add(m.DeclaringType);
                            if (m is GenericInstanceMethod g)
                                foreach (var argument in g.GenericArguments) Add(argument);
                            break;
                        case FieldReference f: Add(f.DeclaringType); break;
                    }
                }
            }
        }
        return [.. edges];
    }

    private static string Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.FullName;
    }
}
