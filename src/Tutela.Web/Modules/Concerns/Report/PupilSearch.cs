using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Report;

public sealed record PupilMatch(Guid Id, string Name, string Year)
{
    public string Label => Year.Length == 0 ? Name : $"{Name}, {Year}";
}

/// <summary>Finds pupils of the school by parts of their full name: every word must begin a name.</summary>
public static class PupilSearch
{
    public const int Most = 12;

    public static async Task<IReadOnlyList<PupilMatch>> FindAsync(TutelaDb db, string? words, IReadOnlyCollection<Guid> not)
    {
        var parts = (words ?? "").Split((char[]?)null, 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || parts.Any(p => p.Contains('\0', StringComparison.Ordinal))) return [];
        var pupils = Pupils(db).Where(p => !not.Contains(p.Id));
        foreach (var part in parts)
        {
            var escaped = Like.Escaped(part);
            var (start, within) = ($"{escaped}%", $"% {escaped}%");
            pupils = pupils.Where(p => EF.Functions.ILike(p.GivenName + " " + p.FamilyName, start, "\\") || EF.Functions.ILike(p.GivenName + " " + p.FamilyName, within, "\\"));
        }
        return await SelectAsync(pupils.OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(Most));
    }

    public static async Task<IReadOnlyList<PupilMatch>> ByIdAsync(TutelaDb db, IReadOnlyCollection<Guid> ids) => await SelectAsync(Pupils(db).Where(p => ids.Contains(p.Id)));

    private static IQueryable<Person> Pupils(TutelaDb db) => db.Set<Person>().AsNoTracking().Where(p => p.Kind == PersonKind.Pupil && p.EndedOn == null);

    private static async Task<IReadOnlyList<PupilMatch>> SelectAsync(IQueryable<Person> pupils) =>
        [.. (await pupils.Select(p => new { p.Id, p.GivenName, p.FamilyName, p.YearGroup }).ToListAsync())
            .Select(p => new PupilMatch(p.Id, $"{p.GivenName} {p.FamilyName}", Person.YearGroupName(p.YearGroup)))];
}
