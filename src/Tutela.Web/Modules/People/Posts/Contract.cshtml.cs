using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>A contract with the firm that holds a post: dates, contact, terms for personal data.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ContractModel(TutelaDb db, PostRegister register, PackInForce pack, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PostStep(register, scope)
{
    public static readonly Process Recorded = new("post.contract", "A contract with a provider was recorded");

    [BindProperty] public ContractInput Input { get; set; } = new();

    public sealed class ContractInput
    {
        [Required(ErrorMessage = "Enter the first day of the contract"), Display(Name = "The first day")] public DateOnly? StartsOn { get; set; }
        [Required(ErrorMessage = "Enter the last day of the contract"), Display(Name = "The last day")] public DateOnly? EndsOn { get; set; }
        [Required(ErrorMessage = "Enter who answers for the school there"), MaxLength(Person.NameMaxLength, ErrorMessage = "Use at most 100 characters")] public string? ContactName { get; set; }
        [MaxLength(EmailRule.MaxLength, ErrorMessage = EmailRule.Advice)] public string? ContactEmail { get; set; }
        [MaxLength(PostContact.PhoneMaxLength, ErrorMessage = "Use at most 40 characters")] public string? ContactPhone { get; set; }
        [Required(ErrorMessage = "Say what was agreed about personal data, and where it is written"), MaxLength(ProviderContract.DataTermsMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? DataTerms { get; set; }
        [Required(ErrorMessage = "Enter the day on which these terms were agreed"), Display(Name = "The day on which these terms were agreed")] public DateOnly? DataTermsOn { get; set; }
    }

    public int WarnDays => pack.Settings.Governance.ContractWarnDays;

    public Task OnGetAsync(string post) => LoadAsync(post);

    public async Task<IActionResult> OnPostAsync(string post)
    {
        await LoadAsync(post);
        if (!ModelState.IsValid) return Page();
        audit.Begin(Recorded);
        if (Post.Holders.Count == 0) throw new Refused("Record first which firm holds this role, on “Roles and who holds them”", "Input.ContactName");
        if (Input.EndsOn <= Input.StartsOn) throw new Refused("The last day has to be after the first", "Input.EndsOn");
        if (Input.DataTermsOn > clock.Today()) throw new Refused("Enter the day on which the terms were agreed, not one to come", "Input.DataTermsOn");
        var (email, phone) = (NameRule.Clean(Input.ContactEmail), NameRule.Clean(Input.ContactPhone));
        if (email.Length > 0 && !EmailRule.Accepts(email)) throw new Refused(EmailRule.Advice, "Input.ContactEmail");
        if (email.Length + phone.Length == 0) throw new Refused("Enter an e-mail address or a phone number", "Input.ContactEmail");
        var now = clock.GetUtcNow();
        foreach (var old in await db.Set<ProviderContract>().Where(c => c.Post == post && c.ReplacedAt == null).ToListAsync()) old.ReplacedAt = now;
        var contract = new ProviderContract
        {
            Id = Guid.CreateVersion7(now),
            Post = post,
            Provider = Post.Holders[0].Name,
            StartsOn = Input.StartsOn!.Value,
            EndsOn = Input.EndsOn!.Value,
            ContactName = NameRule.Clean(Input.ContactName),
            ContactEmail = email.Length > 0 ? email : null,
            ContactPhone = phone.Length > 0 ? phone : null,
            DataTerms = Input.DataTerms!.Trim(),
            DataTermsOn = Input.DataTermsOn!.Value,
            RecordedAt = now,
        };
        db.Add(contract);
        audit.Record(Recorded, nameof(ProviderContract), contract.Id, after: new { contract.Post, contract.Provider, contract.StartsOn, contract.EndsOn, contract.DataTermsOn });
        TempData["Success"] = $"The contract is recorded. You are reminded {WarnDays} days before it ends.";
        return Redirect(PostHref);
    }

    private async Task LoadAsync(string post)
    {
        await LoadPostAsync(post);
        if (Post.Setting.Kind != RoleKind.Provider) throw new NotFound();
    }
}
