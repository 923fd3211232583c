using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Suspicious;

/// <summary>Suspicious messages that this person may see: those that wait first.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class ListModel(TutelaDb db, SuspiciousDesk desk) : PageModel
{
    private const int Most = 200;

    public sealed record Row(Guid Id, MessageWay Way, string Recipient, DateTimeOffset ReceivedAt, MessageOpened Opened, bool ByPupil, bool Done);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await (from message in desk.Seen()
                                                    join person in db.Set<Person>() on message.RecipientId equals person.Id
                                                    orderby message.DealtWithAt != null, message.ReportedAt descending
                                                    select new Row(message.Id, message.Way, person.GivenName + " " + person.FamilyName, message.ReceivedAt, message.Opened, message.ByPupil, message.DealtWithAt != null)).Take(Most).ToListAsync();
}
