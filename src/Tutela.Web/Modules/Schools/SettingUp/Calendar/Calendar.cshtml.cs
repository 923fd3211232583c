using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Calendar;

/// <summary>The school's day, its terms, half terms and closed days, with usual dates to correct.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class CalendarModel(SettingUpDesk desk, PolicyAdoption adoption, SchoolScope scope, TimeProvider clock) : SettingUpPage(scope)
{
    [BindProperty] public CalendarInput Input { get; set; } = new();

    public sealed class CalendarInput
    {
        [Required(ErrorMessage = "Enter when the school day begins"), Display(Name = "When the day begins")] public TimeOnly? Opens { get; set; }
        [Required(ErrorMessage = "Enter when the school day ends"), Display(Name = "When the day ends")] public TimeOnly? Closes { get; set; }
        [Required(ErrorMessage = "Enter the first day of the autumn term")] public DateOnly? AutumnStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the autumn term")] public DateOnly? AutumnEnds { get; set; }
        [Required(ErrorMessage = "Enter the first day of the half term")] public DateOnly? AutumnHalfStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the half term")] public DateOnly? AutumnHalfEnds { get; set; }
        [Required(ErrorMessage = "Enter the first day of the spring term")] public DateOnly? SpringStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the spring term")] public DateOnly? SpringEnds { get; set; }
        [Required(ErrorMessage = "Enter the first day of the half term")] public DateOnly? SpringHalfStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the half term")] public DateOnly? SpringHalfEnds { get; set; }
        [Required(ErrorMessage = "Enter the first day of the summer term")] public DateOnly? SummerStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the summer term")] public DateOnly? SummerEnds { get; set; }
        [Required(ErrorMessage = "Enter the first day of the half term")] public DateOnly? SummerHalfStarts { get; set; }
        [Required(ErrorMessage = "Enter the last day of the half term")] public DateOnly? SummerHalfEnds { get; set; }
        public string? Closed { get; set; }
    }

    public bool IsProposal { get; private set; }

    public async Task OnGetAsync()
    {
        IsProposal = !(await desk.LoadAsync()).Records.TryGetValue(SettingUpTask.Calendar, out var kept);
        var plan = kept is null ? SchoolYearPlan.Propose(adoption.Pack.Settings.School, clock.Today()) : SchoolYearPlan.Read(kept.Body!);
        var (autumn, spring, summer) = (plan.Terms[0], plan.Terms[1], plan.Terms[2]);
        Input = new()
        {
            Opens = plan.Opens,
            Closes = plan.Closes,
            AutumnStarts = autumn.Term.From,
            AutumnEnds = autumn.Term.To,
            AutumnHalfStarts = autumn.HalfTerm.From,
            AutumnHalfEnds = autumn.HalfTerm.To,
            SpringStarts = spring.Term.From,
            SpringEnds = spring.Term.To,
            SpringHalfStarts = spring.HalfTerm.From,
            SpringHalfEnds = spring.HalfTerm.To,
            SummerStarts = summer.Term.From,
            SummerEnds = summer.Term.To,
            SummerHalfStarts = summer.HalfTerm.From,
            SummerHalfEnds = summer.HalfTerm.To,
            Closed = plan.WriteClosed(),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var plan = new SchoolYearPlan(Input.Opens!.Value, Input.Closes!.Value,
        [
            new(SchoolYearPlan.TermNames[0], new(Input.AutumnStarts!.Value, Input.AutumnEnds!.Value), new(Input.AutumnHalfStarts!.Value, Input.AutumnHalfEnds!.Value)),
            new(SchoolYearPlan.TermNames[1], new(Input.SpringStarts!.Value, Input.SpringEnds!.Value), new(Input.SpringHalfStarts!.Value, Input.SpringHalfEnds!.Value)),
            new(SchoolYearPlan.TermNames[2], new(Input.SummerStarts!.Value, Input.SummerEnds!.Value), new(Input.SummerHalfStarts!.Value, Input.SummerHalfEnds!.Value)),
        ], SchoolYearPlan.ReadClosed(Input.Closed));
        plan.Check();
        await desk.RecordAsync(SettingUpTask.Calendar, body: plan.Write());
        return Done("The calendar is kept.");
    }
}
