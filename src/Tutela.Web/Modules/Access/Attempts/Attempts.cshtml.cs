using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Attempts;

/// <summary>Who asked for what they may not see, newest first.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class AttemptsModel(TutelaDb db) : PageModel
{
    private const int Most = 200;

    public sealed record Row(DateTimeOffset At, string Who, string What);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var rows = await (from one in db.Set<AuditEvent>()
                          where one.Process == AccessProcesses.Denied.Code
                          join payload in db.Set<AuditPayload>() on one.Id equals payload.Id into payloads
                          from payload in payloads.DefaultIfEmpty()
                          orderby one.At descending
                          select new { one.At, one.ActorName, payload.Body }).Take(Most).ToListAsync();
        Rows = rows.ConvertAll(r => new Row(r.At, r.ActorName, PathOf(r.Body)));
    }

    private static string PathOf(string? body)
    {
        if (body is null) return "erased";
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return json.RootElement.GetProperty("after").GetProperty("path").GetString() ?? "";
    }
}
