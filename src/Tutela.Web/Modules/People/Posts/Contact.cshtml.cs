using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>How whoever holds a post is reached; published beside the name.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ContactModel(TutelaDb db, PostRegister register, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PostStep(register, scope)
{
    [BindProperty] public ContactInput Input { get; set; } = new();

    public sealed class ContactInput
    {
        [MaxLength(PostContact.PhoneMaxLength, ErrorMessage = "Use at most 40 characters")] public string? Phone { get; set; }
        [MaxLength(EmailRule.MaxLength, ErrorMessage = EmailRule.Advice)] public string? Email { get; set; }
    }

    public bool IsPublished => PublishedContacts.Posts.Contains(Post.Setting.Id);

    public async Task OnGetAsync(string post)
    {
        await LoadPostAsync(post);
        if (await FindAsync() is { } contact) (Input.Phone, Input.Email) = (contact.Phone, contact.Email);
    }

    public async Task<IActionResult> OnPostAsync(string post)
    {
        await LoadPostAsync(post);
        if (!ModelState.IsValid) return Page();
        audit.Begin(PostVacancy.ContactChanged);
        var (phone, email) = (NameRule.Clean(Input.Phone), NameRule.Clean(Input.Email));
        if (phone.Length > 0 && (phone.Count(char.IsAsciiDigit) < 6 || phone.Any(c => !char.IsAsciiDigit(c) && !" +-().extEXT".Contains(c, StringComparison.Ordinal)))) throw new Refused("Enter a phone number, such as 01632 960 001", "Input.Phone");
        if (email.Length > 0 && !EmailRule.Accepts(email)) throw new Refused(EmailRule.Advice, "Input.Email");
        if (phone.Length + email.Length == 0) throw new Refused("Enter a phone number or an e-mail address: people need one way to reach this role", "Input.Phone");
        var contact = await FindAsync();
        var before = contact is null ? null : new { contact.Phone, contact.Email };
        if (contact is null) db.Add(contact = new PostContact { Id = Guid.CreateVersion7(clock.GetUtcNow()), Post = post });
        (contact.Phone, contact.Email, contact.ChangedAt) = (phone.Length > 0 ? phone : null, email.Length > 0 ? email : null, clock.GetUtcNow());
        audit.Record(PostVacancy.ContactChanged, nameof(PostContact), contact.Id, before, new { contact.Phone, contact.Email });
        TempData["Success"] = "The contact is recorded.";
        return Redirect(PostHref);
    }

    private Task<PostContact?> FindAsync() => db.Set<PostContact>().SingleOrDefaultAsync(c => c.Post == Post.Setting.Id);
}
