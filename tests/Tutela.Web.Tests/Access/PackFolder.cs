using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Tests.Access;

/// <summary>The packs as they come, with settings of one changed: a school whose policy says otherwise.</summary>
internal sealed class PackFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tutela-packs-").FullName;

    public PackFolder(params (string Old, string New)[] changes)
    {
        foreach (var file in Directory.EnumerateFiles(PackCatalogue.DefaultFolder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_path, Path.GetRelativePath(PackCatalogue.DefaultFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var pack = Path.Combine(_path, Testing.TestSchool.DefaultPack, "pack.yaml");
        var text = File.ReadAllText(pack);
        foreach (var (old, fresh) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, fresh, StringComparison.Ordinal);
        }
        File.WriteAllText(pack, text);
    }

    /// <summary>The pack with other settings of access; those that are not named have their defaults.</summary>
    public static PackFolder OfAccess(string lines)
    {
        var text = File.ReadAllText(Path.Combine(PackCatalogue.DefaultFolder, Testing.TestSchool.DefaultPack, "pack.yaml"));
        var own = Regex.Match(text, @"(?m)^  access:.*\n(?:    .*\n|\n)*").Value;
        return new(own.Length > 0 ? (own, "") : ("\nsettings:\n", "\nsettings:\n"), ("\n  concerns:\n", $"\n  access:\n    {lines}\n\n  concerns:\n"));
    }

    public Dictionary<string, string?> Settings => new() { ["Tutela:Packs"] = _path };

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
