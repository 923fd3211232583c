namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The packs that come with the program, and the register that they are held against. Loaded once; safe from any thread.</summary>
public sealed class PackCatalogue
{
    private readonly Dictionary<string, PolicyPack> _byName;

    private PackCatalogue(string folder, Register register, IReadOnlyList<PolicyPack> packs)
    {
        (Folder, Register, Packs) = (folder, register, packs);
        _byName = packs.ToDictionary(pack => pack.Name);
    }

    public string Folder { get; }

    public Register Register { get; }

    public IReadOnlyList<PolicyPack> Packs { get; }

    /// <summary>The folder beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "packs");

    public PolicyPack? Find(string name) => _byName.GetValueOrDefault(name);

    public PolicyPack Get(string name) => Find(name)
        ?? throw new KeyNotFoundException($"There is no policy pack '{name}'. Packs: {string.Join(", ", _byName.Keys)}.");

    /// <summary>The words of a built-in pack as they stand in its files.</summary>
    public PackTexts TextsOf(string name) => PackTexts.Read(Path.Combine(Folder, Get(name).Name));

    /// <exception cref="PackFaultException">A file of the register or of a pack is wrong.</exception>
    public static PackCatalogue Load(string? folder = null)
    {
        folder ??= DefaultFolder;
        var register = Register.Load(Path.Combine(folder, Register.FileName));
        // Beside the packs stand the starter lists of the filter.
        var packs = Directory.EnumerateDirectories(folder).Where(f => Path.GetFileName(f) != "lists")
            .Order(StringComparer.Ordinal)
            .Select(pack => PolicyPack.Load(pack, register))
            .ToArray();
        return new PackCatalogue(folder, register, packs);
    }
}
