using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Files;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Paper;

/// <summary>Gives out the scan of a signed form to those who may handle the agreement. It is recorded who took it.</summary>
[For(Staff = true)]
public sealed class ScanModel(TutelaDb db, AgreementsAccess access, FileDesk files, AuditTrail audit) : PageModel
{
    public static readonly Process ScanRead = new("agreement.scan-read", "The scan of a signed form was downloaded");

    public async Task<IActionResult> OnGetAsync(Guid id, Guid file)
    {
        var about = await (from signature in db.Set<Signature>()
                           join assignment in db.Set<AgreementAssignment>() on signature.AssignmentId equals assignment.Id
                           join person in db.Set<Person>() on assignment.PersonId equals person.Id
                           where signature.AssignmentId == id && signature.ScanId == file
                           select person).AsNoTracking().SingleOrDefaultAsync() ?? throw new NotFound();
        if (!await access.MayHandleAsync(about)) throw new NotFound();
        audit.Record(ScanRead, nameof(StoredFile), file, aboutPersonId: about.Id);
        return await files.DownloadAsync(file);
    }
}
