using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Questions;

/// <summary>The questions of the pack with the answers so far.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ListModel(SettingUpDesk desk, PolicyAdoption adoption, SchoolScope scope) : SettingUpPage(scope)
{
    /// <param name="Changes">What Tutela does otherwise than by the default.</param>
    public sealed record Row(PackQuestion Question, PackOption? Answer, IReadOnlyList<string> Changes);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Left => Rows.Count(r => r.Answer is null);
    public string? Next => Rows.FirstOrDefault(r => r.Answer is null)?.Question.Id;

    public async Task OnGetAsync()
    {
        var answers = (await desk.LoadAsync()).Answers;
        Rows = [.. adoption.Pack.Questions.Select(q => answers.TryGetValue(q.Id, out var option)
            ? new Row(q, q.Option(option), option == q.Default ? [] : adoption.Changes(q.Option(option)))
            : new Row(q, null, []))];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var left = (await desk.LoadAsync()).Unanswered.ToList();
        await desk.AnswerAsync([.. left.Select(q => (q, q.Default))]);
        return Done(left.Count == 1 ? "1 default is kept." : $"{left.Count} defaults are kept.");
    }
}
