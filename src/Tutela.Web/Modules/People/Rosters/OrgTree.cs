namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Which school an organisation of the files stands for: itself, or the school that a department is in.</summary>
internal sealed class OrgTree
{
    private readonly Dictionary<string, (OrgLevel Level, string? Parent)> _orgs = new(StringComparer.Ordinal);

    public void Add(string id, OrgLevel level, string? parent) => _orgs[id] = (level, parent);

    public bool Knows(string id) => _orgs.ContainsKey(id);

    /// <summary>Null for an organisation above the schools, or an unknown one.</summary>
    public string? SchoolOf(string id)
    {
        // A loop of parents in the file ends after as many steps as there are organisations.
        for (var steps = 0; steps <= _orgs.Count && _orgs.TryGetValue(id, out var org); steps++)
        {
            if (org.Level == OrgLevel.School) return id;
            if (org.Level == OrgLevel.Above || org.Parent is null) return null;
            id = org.Parent;
        }
        return null;
    }
}
