using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class DoActionModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.DoAction)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty(SupportsGet = true, Name = "step")] public Guid Action { get; set; }
    [BindProperty] public DoneInput Input { get; set; } = new();
    public ConcernAction Asked { get; private set; } = null!;

    public sealed class DoneInput
    {
        [Required(ErrorMessage = "Say what was done"), MaxLength(ConcernAction.NoteMaxLength, ErrorMessage = "The note must be 2,000 characters or fewer")]
        public string? Note { get; set; }
    }

    protected override Task LoadAsync()
    {
        Asked = Concern.Actions.SingleOrDefault(a => a.Id == Action) ?? throw new NotFound();
        return Task.CompletedTask;
    }

    protected override Task<string> DoAsync()
    {
        Concern.DoAction(Asked, Input.Note!, _desk.Doer);
        return Task.FromResult("Action marked as done.");
    }
}
