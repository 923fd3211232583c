using System.Text;
using Tutela.Engine.Index;
using Tutela.Engine.Names;

namespace Tutela.Node.Verbs;

/// <summary><c>classify</c>: a name a line in, the name and its categories out.</summary>
internal static class Classify
{
    public static int Run(Arguments arguments)
    {
        using var index = DomainIndex.Open(arguments.Required("--index"));
        var categories = index.Categories.Select(c => Encoding.ASCII.GetBytes(c.Name)).ToArray();
        Lines.Pipe((line, output) =>
        {
            output.Write(line);
            output.Write((byte)'\t');
            Span<byte> name = stackalloc byte[DomainName.MaxLength];
            if (!DomainName.TryCanonical(line, name, out var length))
            {
                output.Write((byte)'-');
                return;
            }
            var found = index.Classify(name[..length]);
            if (found.IsEmpty) output.Write((byte)'-');
            for (int id = found.Next(0), first = id; id >= 0; id = found.Next(id + 1))
            {
                if (id != first) output.Write((byte)',');
                output.Write(categories[id]);
            }
        });
        return 0;
    }
}
