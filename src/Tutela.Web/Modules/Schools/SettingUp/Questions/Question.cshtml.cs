using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Questions;

/// <summary>One question of the pack: what was found, the choices, and what each would change.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class QuestionModel(SettingUpDesk desk, PolicyAdoption adoption, SchoolScope scope) : SettingUpPage(scope)
{
    [BindProperty] public QuestionInput Input { get; set; } = new();

    public sealed class QuestionInput { public string? Option { get; set; } }

    public sealed record Choice(PackOption Option, bool IsDefault, IReadOnlyList<string> Changes)
    {
        public string Hint => IsDefault ? "The default" : Changes.Count > 0 ? string.Join(". ", Changes) + "." : "Changes no setting: the choice is printed in the policy.";
    }

    public PackQuestion Question { get; private set; } = null!;
    public IReadOnlyList<Choice> Choices { get; private set; } = [];
    public int Number { get; private set; }
    public int Total => adoption.Pack.Questions.Count;

    public async Task OnGetAsync(string question)
    {
        Load(question);
        Input.Option = (await desk.LoadAsync()).Answers.GetValueOrDefault(question, Question.Default);
    }

    public async Task<IActionResult> OnPostAsync(string question)
    {
        Load(question);
        if (Question.Options.All(o => o.Id != Input.Option)) ModelState.AddModelError("Input.Option", "Choose one of these");
        if (!ModelState.IsValid) return Page();
        var left = (await desk.LoadAsync()).Unanswered.Where(q => q.Id != question).ToList();
        await desk.AnswerAsync([(Question, Input.Option!)]);
        // The next in the pack's order, then from its beginning.
        var order = adoption.Pack.Questions.ToList();
        var next = left.Find(q => order.IndexOf(q) >= Number) ?? left.FirstOrDefault();
        return Redirect(Scope.Href(next is null ? "setting-up/questions" : $"setting-up/questions/{next.Id}"));
    }

    private void Load(string id)
    {
        Question = adoption.Question(id) ?? throw new NotFound();
        Number = adoption.Pack.Questions.ToList().IndexOf(Question) + 1;
        Choices = [.. Question.Options.Select(o => new Choice(o, o.Id == Question.Default, o.Id == Question.Default ? [] : adoption.Changes(o)))];
    }
}
