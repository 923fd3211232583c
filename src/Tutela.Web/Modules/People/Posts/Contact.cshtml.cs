using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>How whoever holds a post is reached; published beside the name.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class ContactModel(PostRegister register, PostContacts contacts, SchoolScope scope) : PostStep(register, scope)
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
        if (await contacts.FindAsync(post) is { } contact) (Input.Phone, Input.Email) = (contact.Phone, contact.Email);
    }

    public async Task<IActionResult> OnPostAsync(string post)
    {
        await LoadPostAsync(post);
        if (!ModelState.IsValid) return Page();
        await contacts.SetAsync(post, Input.Phone, Input.Email);
        TempData["Success"] = "The contact is recorded.";
        return Redirect(PostHref);
    }
}
