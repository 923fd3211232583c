using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Facts;

/// <summary>What the texts say of the school: its motto and values, its authority, and what it calls things.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class FactsModel(SettingUpDesk desk, PolicyAdoption adoption, SchoolScope scope) : SettingUpPage(scope)
{
    private const string TooLong = "Use at most 200 characters";

    [BindProperty] public FactsInput Input { get; set; } = new();

    public sealed class FactsInput
    {
        [MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string? Motto { get; set; }
        [MaxLength(SchoolFacts.TextMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Vision { get; set; }
        [MaxLength(SchoolFacts.TextMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Ethos { get; set; }
        [MaxLength(SchoolFacts.TextMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Values { get; set; }
        [MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string? Contact { get; set; }
        [Required(ErrorMessage = "Enter who the school answers to, such as the local authority or the trust"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string Authority { get; set; } = "";
        [Required(ErrorMessage = "Enter who employs the staff"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string Employer { get; set; } = "";
        [Required(ErrorMessage = "Enter who looks after the school's ICT"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string ItProvider { get; set; } = "";
        [Required(ErrorMessage = "Enter where concerns are recorded"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string RecordSystem { get; set; } = "";
        [Required(ErrorMessage = "Enter what you call the school's social media account"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string SocialAccount { get; set; } = "";
        [Required(ErrorMessage = "Enter what you call the learning platform"), MaxLength(SchoolFacts.LineMaxLength, ErrorMessage = TooLong)] public string LearningPlatform { get; set; } = "";
    }

    public async Task OnGetAsync()
    {
        var facts = (await desk.LoadAsync()).Records.TryGetValue(SettingUpTask.Facts, out var kept) ? SchoolFacts.Read(kept.Body!) : SchoolFacts.Of(adoption.Pack.Settings);
        Input = new()
        {
            Motto = facts.Motto,
            Vision = facts.Vision,
            Ethos = facts.Ethos,
            Values = facts.Values,
            Contact = facts.Contact,
            Authority = facts.Authority,
            Employer = facts.Employer,
            ItProvider = facts.ItProvider,
            RecordSystem = facts.RecordSystem,
            SocialAccount = facts.SocialAccount,
            LearningPlatform = facts.LearningPlatform,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var facts = new SchoolFacts(Clean(Input.Motto), Clean(Input.Vision), Clean(Input.Ethos), (Input.Values ?? "").ReplaceLineEndings("\n").Trim(), Clean(Input.Contact), Clean(Input.Authority),
            Clean(Input.Employer), Clean(Input.ItProvider), Clean(Input.RecordSystem), Clean(Input.SocialAccount), Clean(Input.LearningPlatform));
        await desk.RecordAsync(SettingUpTask.Facts, body: facts.Write());
        return Done("The school's own words are kept.");
    }

    private static string Clean(string? typed) => (typed ?? "").ReplaceLineEndings(" ").Trim();
}
