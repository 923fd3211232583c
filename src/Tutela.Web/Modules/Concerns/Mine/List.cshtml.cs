using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Mine;

/// <summary>What one has reported or been told, and whether it was read. No case notes.</summary>
[For(Staff = true)]
public sealed class ListModel(ConcernsAccess access, CurrentUser user) : PageModel
{
    private const int Most = 200;

    public sealed record Row(Guid Id, int Number, DateTimeOffset WrittenAt, bool Own, DateTimeOffset? ReadAt, bool Closed, bool NewFeedback)
    {
        public string Status => Closed ? "Closed" : ReadAt is null ? "Sent" : "Read";
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await access.Followed.AsNoTracking().OrderByDescending(c => c.WrittenAt).Take(Most)
        .Select(c => new Row(c.Id, c.Number, c.WrittenAt, c.ReporterId == user.PersonId, c.ReadAt, c.Status == ConcernStatus.Closed,
            c.ReporterId == user.PersonId && c.FeedbackAt != null && c.FeedbackReadAt == null)).ToListAsync();
}
