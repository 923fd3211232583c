using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Rosters;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Import;

/// <summary>Takes roster files, reads them and works out what they would change. Writes nothing but the preview.</summary>
[For(Role.Administrator, Role.Headteacher)]
[RequestSizeLimit(UploadedFiles.MostBytes + (1 << 20)), RequestFormLimits(MultipartBodyLengthLimit = UploadedFiles.MostBytes)]
public sealed class UploadModel(TutelaDb db, RosterImporter importer, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Uploaded = new("people.roster-uploaded", "Roster files were uploaded and looked at");

    public enum Grades { Us, English }

    [BindProperty] public UploadInput Input { get; set; } = new();

    public sealed class UploadInput
    {
        [Required(ErrorMessage = "Choose the files")] public List<IFormFile>? Files { get; set; }
        public IFormFile? Contacts { get; set; }
        [MaxLength(RosterLimits.MaxIdLength, ErrorMessage = "A school's id has at most 200 characters")] public string? Org { get; set; }
        public Grades Grades { get; set; }
    }

    public sealed record Past(Guid Id, string Source, UploadStatus Status, DateTimeOffset At);

    public IReadOnlyList<Past> Before { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(Uploaded);
        var now = clock.GetUtcNow();
        try
        {
            var (name, zip) = await UploadedFiles.PackAsync(Input.Files!);
            var contacts = Input.Contacts is { } file ? await UploadedFiles.BytesAsync(file) : null;
            using (var source = RosterSource.Open(new MemoryStream(zip, writable: false), name))
            {
                var upload = new RosterUpload
                {
                    Id = Guid.CreateVersion7(now),
                    PersonId = user.PersonId,
                    Source = name.Length > 200 ? name[..200] : name,
                    Format = source.Format.Title(),
                    GradesAreUs = Input.Grades == Grades.Us,
                    Org = string.IsNullOrWhiteSpace(Input.Org) ? null : Input.Org.Trim(),
                    Findings = "",
                    At = now,
                };
                upload.Hold(zip, contacts);
                upload.Findings = UploadFindings.From(await importer.PlanAsync(ImportJob.Read(upload, ct), ct)).ToJson();
                foreach (var earlier in await db.Set<RosterUpload>().Where(u => u.Status == UploadStatus.Ready).ToListAsync(ct)) earlier.Drop(now);
                db.Add(upload);
                audit.Record(Uploaded, nameof(RosterUpload), upload.Id, after: new { upload.Source, upload.Format });
                return Redirect(scope.Href($"people/import/{upload.Id}"));
            }
        }
        catch (RosterRefused refused)
        {
            ModelState.AddModelError(refused.File == "contacts.csv" ? "Input.Contacts" : refused.Message.Contains("no school", StringComparison.Ordinal) ? "Input.Org" : "Input.Files", refused.Message);
            return Page();
        }
    }

    private async Task LoadAsync() => Before = await db.Set<RosterUpload>().OrderByDescending(u => u.At).Take(10).Select(u => new Past(u.Id, u.Source, u.Status, u.At)).ToListAsync();
}
