using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access.Mailboxes;

/// <summary>The domains that somebody at the school has approved as its own.</summary>
internal sealed class DomainsOfRegister(TutelaDb db) : OwnedDomains
{
    public override async Task<IReadOnlyCollection<string>> AllAsync() => await db.Set<MailDomain>().Where(d => d.EndedOn == null).Select(d => d.Domain).ToListAsync();
}
