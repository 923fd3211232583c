using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Contacts;

/// <summary>Who leads on online safety and how they are reached: nothing but what the school publishes.</summary>
[Open("The policy publishes who leads on online safety and how they are reached; parents look it up without a sign-in")]
public sealed class ContactsModel(PublishedContacts contacts) : PageModel
{
    public IReadOnlyList<PublishedContacts.Contact> Contacts { get; private set; } = [];

    public async Task OnGetAsync() => Contacts = [.. (await contacts.LoadAsync()).Where(c => c.IsWhole)];
}
