using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.People.Join;

/// <summary>A page behind a link. Opening it uses nothing up; a link that is unknown, used or too old shows one and the same page.</summary>
public abstract class LinkPage(TutelaDb db, LinkDesk links, LinkPurpose purpose) : PageModel
{
    protected TutelaDb Db { get; } = db;
    public Person? Person { get; private set; }
    protected Link? Link { get; private set; }

    protected async Task<bool> OpenAsync(string secret)
    {
        Link = await links.FindAsync(secret, purpose);
        if (Link is { } link) Person = await Db.Set<Person>().SingleOrDefaultAsync(p => p.Id == link.PersonId && p.EndedOn == null);
        if (Person is not null) return true;
        Response.StatusCode = StatusCodes.Status410Gone;
        return false;
    }

    /// <summary>Locks the link's row first, so that two posts of one link can't both use it.</summary>
    protected async Task<bool> OpenToUseAsync(string secret)
    {
        if (await links.FindAsync(secret, purpose) is not { } found) return await OpenAsync(secret);
        Db.Entry(found).State = EntityState.Detached;
        await Db.LockAsync<Link>(found.Id);
        return await OpenAsync(secret);
    }
}
