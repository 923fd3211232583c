using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>What other modules ask before they lend a device, permit one or let one on a network. Days of grace do not count here: they are for going
/// on, not for something new. Scoped; one query a document.</summary>
public sealed class AgreementGate(TutelaDb db, PackInForce pack, AgreementStandings standings)
{
    /// <summary>Null when every agreement that the policy demands of this person is in force; else the first that is not.</summary>
    public async Task<AgreementLack?> WhyNotAsync(Guid personId)
    {
        var asked = false;
        foreach (var document in standings.MustSign)
        {
            var inForce = standings.InForce(document);
            var signed = await standings.Concerned(document).Where(p => p.Id == personId).Select(p => (bool?)inForce.Any(a => a.PersonId == p.Id)).SingleOrDefaultAsync();
            if (signed is false) return new(document.Id, pack.Pack.Agreement(document.Id)?.Title ?? document.Id, await NameAsync(personId));
            asked |= signed is true;
        }
        return asked ? null : new(null, null, await NameAsync(personId));
    }

    private Task<string> NameAsync(Guid id) => db.Set<Person>().Where(p => p.Id == id).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
}

/// <summary>The agreement that is not in force for a person; without a document, the policy asks that person for none.</summary>
public sealed record AgreementLack(string? Document, string? Title, string Name)
{
    public string Sentence => Title is null ? $"The policy has no agreement for {Name} to sign, so no terms would bind them"
        : $"“{Title}” is not in force for {Name}. Ask them to read and sign it first";

    /// <summary>Where its words are read, below the school's address.</summary>
    public string? Path => Document is null ? null : $"policy/documents/{Document}";
}
