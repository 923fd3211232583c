using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class NoteModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Note)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public NoteInput Input { get; set; } = new();

    public sealed class NoteInput
    {
        public bool Correction { get; set; }
        [Required(ErrorMessage = "Write the note"), MaxLength(ConcernEntry.TextMaxLength, ErrorMessage = "The note must be 5,000 characters or fewer")]
        public string? Text { get; set; }
    }

    protected override Task<string> DoAsync()
    {
        Concern.Note(Input.Text!, Input.Correction, _desk.Doer);
        return Task.FromResult(Input.Correction ? "Correction added. What was said first stays, and shows as corrected." : "Note added.");
    }
}
