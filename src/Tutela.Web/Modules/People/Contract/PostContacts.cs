using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Records how whoever holds a post is reached. Scoped.</summary>
public sealed class PostContacts(TutelaDb db, AuditTrail audit, TimeProvider clock)
{
    public Task<PostContact?> FindAsync(string post) => db.Set<PostContact>().SingleOrDefaultAsync(c => c.Post == post);

    public async Task SetAsync(string post, string? typedPhone, string? typedEmail, string phoneField = "Input.Phone", string emailField = "Input.Email")
    {
        audit.Begin(PostVacancy.ContactChanged);
        var (phone, email) = (NameRule.Clean(typedPhone), NameRule.Clean(typedEmail));
        if (phone.Length > PostContact.PhoneMaxLength || (phone.Length > 0 && (phone.Count(char.IsAsciiDigit) < 6 || phone.Any(c => !char.IsAsciiDigit(c) && !" +-().extEXT".Contains(c, StringComparison.Ordinal)))))
            throw new Refused("Enter a phone number, such as 01632 960 001", phoneField);
        if (email.Length > 0 && !EmailRule.Accepts(email)) throw new Refused(EmailRule.Advice, emailField);
        if (phone.Length + email.Length == 0) throw new Refused("Enter a phone number or an e-mail address: people need one way to reach this role", phoneField);
        var contact = await FindAsync(post);
        var before = contact is null ? null : new { contact.Phone, contact.Email };
        if (contact is null) db.Add(contact = new PostContact { Id = Guid.CreateVersion7(clock.GetUtcNow()), Post = post });
        (contact.Phone, contact.Email, contact.ChangedAt) = (phone.Length > 0 ? phone : null, email.Length > 0 ? email : null, clock.GetUtcNow());
        audit.Record(PostVacancy.ContactChanged, nameof(PostContact), contact.Id, before, new { contact.Phone, contact.Email });
    }
}
