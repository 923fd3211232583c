using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Questions;

/// <summary>Questions about agreements, open ones first, each with the day of its answer.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.Administrator)]
public sealed class ListModel(TutelaDb db, QuestionDesk desk, AgreementReading reading, CurrentUser user, SchoolScope scope) : PageModel
{
    public const int MostAnswered = 50;

    public sealed record Row(AgreementQuestion Question, string AskedBy, string Document);

    [BindProperty] public ReplyInput Input { get; set; } = new();

    public IReadOnlyList<Row> Open { get; private set; } = [];
    public IReadOnlyList<Row> Answered { get; private set; } = [];
    public (string Post, IReadOnlyList<People.Contract.PostHolder> Holders) Contact { get; private set; }
    public string TitleOf(Row row) => reading.TitleOf(row.Document);

    public sealed class ReplyInput
    {
        public Guid Id { get; set; }
        public string? Reply { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await desk.AnswerAsync(Input.Id, Input.Reply, user.PersonId);
        TempData["Success"] = "The answer has been sent.";
        return Redirect(scope.Href("agreements/questions"));
    }

    private async Task LoadAsync()
    {
        Contact = await reading.QuestionContactAsync();
        var rows = from question in db.Set<AgreementQuestion>().AsNoTracking()
                   join person in db.Set<Person>() on question.AskedById equals person.Id
                   join assignment in db.Set<AgreementAssignment>() on question.AssignmentId equals assignment.Id
                   select new { question, name = person.GivenName + " " + person.FamilyName, assignment.Document };
        Open = [.. (await rows.Where(r => r.question.RepliedAt == null).OrderBy(r => r.question.At).ToListAsync()).Select(r => new Row(r.question, r.name, r.Document))];
        Answered = [.. (await rows.Where(r => r.question.RepliedAt != null).OrderByDescending(r => r.question.RepliedAt).Take(MostAnswered).ToListAsync()).Select(r => new Row(r.question, r.name, r.Document))];
    }
}
