namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Everything that a pack's text points to must be there.</summary>
internal sealed class PackReferences(PolicyPack pack, Register register)
{
    private readonly HashSet<string> _roles = [.. pack.Settings.Roles.Select(role => role.Id)];

    private readonly HashSet<string> _targets =
    [
        "doc:policy",
        .. pack.Agreements.Select(agreement => "doc:" + agreement.Id),
        .. pack.Settings.LinkedPolicies.Select(policy => "linked:" + policy.Id),
        .. pack.Guidance.Select(entry => "guidance:" + entry.Id),
    ];

    /// <summary>Clauses and paths that the settings name.</summary>
    public void CheckSettings()
    {
        foreach (var (path, clause) in SettingClauses.In(pack.Settings))
        {
            if (!ClauseId.TryParse(clause, out var id) || id.Source != pack.Source || register.Find(id) is null)
            {
                throw Fault(path, $"'{clause}' is not a clause of source {pack.Source}");
            }
        }

        for (var i = 0; i < pack.Settings.Silent.Count; i++)
        {
            if (!SettingPaths.Exists(pack.Settings, pack.Settings.Silent[i]))
            {
                throw Fault($"silent.{i}", $"there is no setting '{pack.Settings.Silent[i]}'");
            }
        }
    }

    private PackFaultException Fault(string path, string problem) =>
        new(PackFile.FileName, PackYaml.LineOf(pack.File.ToYaml(), "settings." + path), problem);

    public void CheckDocuments()
    {
        foreach (var document in pack.Settings.Agreements.Documents)
        {
            if (pack.Agreement(document.Id) is not { } agreement)
            {
                throw new PackFaultException($"{document.Id}.md", 1, "the settings ask for this agreement and it is missing");
            }

            var head = agreement.Head;
            if (!head.Audiences.SequenceEqual(document.Audiences) || head.Signers != document.Signers || head.Renewal != document.Renewal || head.Origin != document.Origin)
            {
                throw new PackFaultException(agreement.FileName, 2, "audiences, signers, renewal or origin differ from the settings");
            }
        }

        foreach (var easy in pack.Agreements.Where(agreement => agreement.Head.EasyReadOf is not null))
        {
            if (pack.Agreement(easy.Head.EasyReadOf!) is null)
            {
                throw new PackFaultException(easy.FileName, 2, $"there is no agreement '{easy.Head.EasyReadOf}'");
            }
        }
    }

    public void Check(PolicyBlock block, string file)
    {
        foreach (var id in block.Clause is { } own ? block.Echoes.Append(own) : block.Echoes)
        {
            if (register.Find(id) is null)
            {
                throw new PackFaultException(file, block.Line, $"{id} is not in the register");
            }

            if (id.Source != pack.Source)
            {
                throw new PackFaultException(file, block.Line, $"{id} is not a clause of source {pack.Source}");
            }
        }

        foreach (var link in PolicyMarkdown.Links(block.Markdown))
        {
            var reached = PolicyMarkdown.IsPackLink(link) ? _targets.Contains(link) : PolicyMarkdown.AddressOf(link, null) is not null;
            if (!reached)
            {
                throw new PackFaultException(file, block.Line, $"the link '{link}' points to nothing");
            }
        }

        foreach (var token in PolicyTokens.In(block.Markdown))
        {
            var known = token.Split(':', 2) switch
            {
                ["role", var role] => _roles.Contains(role),
                ["setting", var path] => SettingPaths.Describe(pack.Settings, path) is not null,
                _ => PolicyTokens.SchoolTokens.Contains(token),
            };
            if (!known)
            {
                throw new PackFaultException(file, block.Line, $"'{{{{{token}}}}}' stands for nothing");
            }
        }
    }
}
