using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Classes;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.PictureCards;

/// <summary>What is printed: the card that the child holds, and for the teacher the pictures that go with it. They are nowhere else.</summary>
public sealed record PrintedPictureCard(Guid PersonId, string Name, string Path, IReadOnlyList<string> Pictures);

public enum PictureTry { Right, Wrong, Locked }

/// <summary>Makes picture cards and signs their holders in. Scoped.</summary>
public sealed class PictureDesk(TutelaDb db, CardDesk cards, PasswordDesk passwords, IPasswordHasher<Account> hasher, IServiceScopeFactory scopes, SchoolScope scope, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Made = new("people.picture-card-made", "A card for signing in by picture was made");

    /// <summary>A new card for each pupil, and a sign-in for those who have none. A password that they had ends: nobody knows the one that is set.</summary>
    public async Task<IReadOnlyList<PrintedPictureCard>> MakeAsync(IReadOnlyList<Person> pupils)
    {
        await cards.MakeAsync(pupils, _ => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), temporary: _ => false);
        var printed = new List<PrintedPictureCard>();
        foreach (var pupil in pupils)
        {
            var (secret, pictures) = (PictureCard.MakeSecret(), PictureCard.MakePictures());
            db.Add(new PictureCard
            {
                Id = pupil.Id,
                CardHash = PictureCard.Hash(secret),
                PicturesHash = hasher.HashPassword(null!, PictureCard.Joined(pictures)),
                MadeAt = clock.GetUtcNow(),
            });
            audit.Record(Made, nameof(Person), pupil.Id, aboutPersonId: pupil.Id);
            printed.Add(new(pupil.Id, pupil.Name, scope.Href($"card/{secret}"), pictures));
        }
        return printed;
    }

    /// <summary>The card with this secret and its holder, or null: unknown, replaced, of a leaver, and past the age that the pack gives a password all look alike.</summary>
    public async Task<(PictureCard Card, Person Holder)?> FindAsync(string secret)
    {
        if (secret.Length != PictureCard.SecretLength) return null;
        var hash = PictureCard.Hash(secret);
        if (await db.Set<PictureCard>().AsNoTracking().SingleOrDefaultAsync(c => c.CardHash == hash) is not { } card) return null;
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == card.Id && p.EndedOn == null && p.AccountId != null) is not { } holder) return null;
        return passwords.IsOld(holder, card.MadeAt) ? null : (card, holder);
    }

    /// <summary>Compares what was tapped. In a scope of its own: a wrong try is counted though the page's transaction is rolled back; ten lock the sign-in.</summary>
    public async Task<PictureTry> TryAsync(PictureCard card, Person holder, IEnumerable<string> pictures)
    {
        await using var own = scopes.CreateAsyncScope();
        var signIn = own.ServiceProvider.GetRequiredService<TutelaSignIn>();
        var account = await signIn.UserManager.FindByIdAsync(holder.AccountId!.Value.ToString());
        if (account is null || !await signIn.CanSignInAsync(account)) return PictureTry.Wrong;
        if (await signIn.UserManager.IsLockedOutAsync(account)) return PictureTry.Locked;
        if (hasher.VerifyHashedPassword(account, card.PicturesHash, PictureCard.Joined(pictures)) == PasswordVerificationResult.Failed)
        {
            await signIn.UserManager.AccessFailedAsync(account);
            return await signIn.UserManager.IsLockedOutAsync(account) ? PictureTry.Locked : PictureTry.Wrong;
        }
        await signIn.UserManager.ResetAccessFailedCountAsync(account);
        return PictureTry.Right;
    }
}
