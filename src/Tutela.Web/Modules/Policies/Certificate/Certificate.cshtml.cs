using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Certificate;

/// <summary>To print: that a person read and understood a version of the policy. One's own, or anybody's for those who see who has read it.</summary>
[For(Everyone = true)]
public sealed class CertificateModel(TutelaDb db, PackInForce pack, CurrentUser user, SchoolScope scope) : PageModel
{
    private static readonly Role[] SeeAll = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator];

    public string Name { get; private set; } = "";
    public string School => scope.School.Name;
    public Attestation Attestation { get; private set; } = null!;
    public string Title => pack.Pack.Title;

    public async Task OnGetAsync(Guid? id, int? version)
    {
        var (person, number) = (id ?? user.PersonId, version ?? pack.Version);
        if (person != user.PersonId && !user.Is(SeeAll)) throw new NotFound();
        Attestation = await db.Set<Attestation>().AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == person && a.Version == number) ?? throw new NotFound();
        Name = await db.Set<Person>().Where(p => p.Id == person).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
    }
}
