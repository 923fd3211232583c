using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>The policy pack of the school in scope: the version that it has published, else the built-in pack. Scoped. The number came with the
/// transaction and the pack is kept in the process, so it costs nothing but for the first reader of a version.</summary>
public sealed class PackInForce(PackCatalogue catalogue, PackShelf shelf, TutelaDb db, SchoolScope scope)
{
    public PolicyPack Pack => Number == 0 ? catalogue.Get(scope.School.Pack) : shelf.Get(db, scope.SchoolId, Number).Pack;
    public PackSettings Settings => Pack.Settings;

    /// <summary>Stored with a decision that was made under it.</summary>
    public int Version => Number == 0 ? Pack.Version : Number;

    /// <summary>The version in which an agreement's words last changed: who signed it then has signed what is in force.</summary>
    public int VersionOf(string document) => Number == 0 ? Pack.Version : shelf.Get(db, scope.SchoolId, Number).Documents.GetValueOrDefault(document, Number);

    /// <summary>The day that the version in force was agreed, else published.</summary>
    public DateOnly Dated => Number == 0 ? Pack.Settings.Review.Last ?? scope.School.CreatedAt.LondonDay() : shelf.Get(db, scope.SchoolId, Number).Dated;

    public RunningLine Running => new(Pack.Title, Version, RunningLine.YearOf(Dated));

    private int Number => scope.PackVersion ??= db.Set<School>().Where(s => s.Id == scope.SchoolId).Select(s => s.PackVersion).Single();
}

/// <summary>A version as the process keeps it.</summary>
public sealed record ShelvedPack(int Number, PolicyPack Pack, IReadOnlyDictionary<string, int> Documents, DateOnly Dated);

/// <summary>Keeps the last version read of each school. A version that says what a built-in pack says shares its memory. Thread-safe.</summary>
public sealed class PackShelf(PackCatalogue catalogue)
{
    private readonly ConcurrentDictionary<Guid, ShelvedPack> _kept = new();

    internal ShelvedPack Get(TutelaDb db, Guid school, int number)
    {
        if (_kept.TryGetValue(school, out var kept) && kept.Number == number) return kept;
        var version = Load(db, school, number);
        return _kept[school] = new ShelvedPack(number, Read(version), version.DocumentNumbers, version.Dated);
    }

    // A service may ask while it is made, before the handler's transaction; the row is seen only with the school set.
    private static PolicyVersion Load(TutelaDb db, Guid school, int number)
    {
        using var own = db.Database.CurrentTransaction is null ? db.Database.BeginTransaction() : null;
        if (own is not null) db.Database.ExecuteSql($"select set_config('tutela.school_id', {school.ToString()}, true)");
        var version = db.Set<PolicyVersion>().AsNoTracking().Single(v => v.Number == number);
        own?.Commit();
        return version;
    }

    /// <summary>The pack that a version is.</summary>
    internal PolicyPack Read(PolicyVersion version)
    {
        var texts = version.Texts;
        var builtIn = catalogue.Packs.FirstOrDefault(pack => pack.Version == version.Number && catalogue.TextsOf(pack.Name).Says(texts));
        return builtIn ?? texts.Assemble(catalogue.Register);
    }
}
