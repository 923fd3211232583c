namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The head of an agreement file.</summary>
public sealed record AgreementHead
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    public required AgreementSigner Signers { get; init; }

    public required AgreementRenewal Renewal { get; init; }

    /// <summary>The clauses that the text carries, in its order.</summary>
    public required IReadOnlyList<ClauseId> Clauses { get; init; }

    /// <summary>The document that this one says again in easier words.</summary>
    public string? EasyReadOf { get; init; }

    public AgreementOrigin Origin { get; init; } = AgreementOrigin.Policy;
}

/// <summary>A document that people sign or fill in. Its terms are its numbered items, counted from 1 through the whole document.</summary>
public sealed record AgreementText(string FileName, AgreementHead Head, IReadOnlyList<PolicySection> Sections)
{
    public string Id => Head.Id;

    public string Title => Head.Title;

    public IEnumerable<PolicyBlock> Blocks => Sections.SelectMany(section => section.Blocks);

    public IEnumerable<PolicyBlock> Terms => Blocks.Where(block => block.Kind == PolicyBlockKind.Numbered);

    public static AgreementText Parse(string text, string file)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0] == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            throw new PackFaultException(file, 1, "an agreement begins with its head between two lines of ---");
        }

        var head = PackYaml.Read<AgreementHead>(string.Join('\n', lines[1..end]), file, firstLine: 2);
        if (head.Id != Path.GetFileNameWithoutExtension(file))
        {
            throw new PackFaultException(file, 2, $"the id '{head.Id}' is not the file's name");
        }

        var sections = PolicyText.Parse(string.Join('\n', lines[(end + 1)..]), file, end + 2);
        var agreement = new AgreementText(file, head, sections);
        var expected = 1;
        foreach (var term in agreement.Terms)
        {
            if (term.Number != expected)
            {
                throw new PackFaultException(file, term.Line, $"term {term.Number} stands where term {expected} belongs");
            }

            expected++;
        }

        var carried = agreement.Blocks.Select(block => block.Clause).OfType<ClauseId>().ToArray();
        if (!carried.SequenceEqual(head.Clauses))
        {
            var odd = carried.Except(head.Clauses).Concat(head.Clauses.Except(carried)).Select(id => id.Value).FirstOrDefault();
            throw new PackFaultException(file, 2, odd is null ? "the head lists the clauses in another order" : $"head and text differ over {odd}");
        }

        return agreement;
    }
}
