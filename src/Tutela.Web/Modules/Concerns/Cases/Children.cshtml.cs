using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Concerns.Report;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class ChildrenModel(CaseDesk desk, SchoolScope scope, TutelaDb db) : CaseStepPage(desk, scope, CaseAct.LinkChild)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public LinkInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = "q")] public string? Query { get; set; }
    public IReadOnlyList<PupilMatch> Matches { get; private set; } = [];

    public sealed class LinkInput
    {
        [Required(ErrorMessage = "Choose a child")]
        public Guid? PersonId { get; set; }
        public Part Part { get; set; } = Part.Linked;
        public bool TakeOut { get; set; }
        [Required(ErrorMessage = "Say why"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Why { get; set; }
    }

    protected override string? Reason => Input.Why;

    protected override async Task LoadAsync() => Matches = await PupilSearch.FindAsync(db, Query, [.. Concern.CurrentPeople.Select(p => p.PersonId)]);

    protected override async Task<string> DoAsync()
    {
        if (Input.TakeOut)
        {
            var link = Concern.CurrentPeople.SingleOrDefault(p => p.PersonId == Input.PersonId) ?? throw new NotFound();
            Concern.UnlinkChild(link.PersonId, link.Person.Name, Input.Why!, _desk.Doer);
            return $"{link.Person.Name} is taken out. The chronology keeps that they were in it, and why not.";
        }
        var child = (await PupilSearch.ByIdAsync(db, [Input.PersonId!.Value])).SingleOrDefault() ?? throw new Refused("Choose a child from the list", "Input.PersonId");
        Concern.LinkChild((child.Id, child.Name), Input.Part, Input.Why!, _desk.Doer);
        return $"{child.Name} is linked, and the concern stands in their chronology.";
    }
}
