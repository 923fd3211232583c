using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.People.Posts;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.SignIn;
using Tutela.Web.Platform;

namespace Tutela.Cli.Demonstration;

/// <summary>The people arrive: the roster is imported, governors and visitors are added by hand, roles are given, the personas get sign-ins.</summary>
internal static class PeoplePart
{
    private static readonly (string Part, string Given, string Family)[] Governors =
    [
        ("chair", "Geoffrey", "Almondbury"), ("governor", "Ruth", "Calloway"), ("governor-3", "Imran", "Westerdale"), ("governor-4", "Sylvia", "Hartsop"),
        ("governor-5", "Dominic", "Eskdale-Roy"), ("governor-6", "Folake", "Brantwood"), ("governor-7", "Hugh", "Pendlebury"), ("governor-8", "Marta", "Sowerby"),
    ];

    private static readonly (string Part, string Given, string Family)[] Visitors =
    [
        ("visitor", "Chloe", "Marsden-Lyle"), ("visitor-2", "Owain", "Trefusis"), ("visitor-3", "Bernadette", "Ackroyd"), ("visitor-4", "Kwame", "Littlewood"),
    ];

    // The posts that the policy names and that are no role of the software; null: a firm. One is still to be filled.
    private static readonly (string Post, string? Part)[] Posts =
    [
        ("link-governor", "governor"), ("deputy-headteacher", "senior-leader"), ("filtering-governor", "governor"), ("filtering-senior-leader", "dsl"), ("filtering-technician", "ict-support"),
        ("it-provider", null), ("password-owner", "computing-lead"), ("nominated-person", "pastoral"), ("online-safety-committee", "dsl"), ("staff-conduct-leader", "senior-leader"),
        ("data-protection-lead", "senior-leader"),
    ];

    public static async Task<Cast> PlayAsync(Acting acting, Timeline timeline, int seed, CancellationToken ct)
    {
        var (db, desk) = (acting.Db, acting.Get<RoleDesk>());
        var administrator = await db.Set<Person>().Include(p => p.Roles).SingleAsync(ct);
        acting.As(administrator);
        var importer = acting.Get<RosterImporter>();
        var roster = InventedPeople.Make(seed, timeline.Today.AcademicYear());
        await importer.ApplyAsync(await importer.PlanAsync(roster, ct), "oneroster.zip", ct: ct);

        foreach (var (part, given, family) in Governors)
            desk.Add(PersonKind.Governor, given, family, $"{given}.{family}@governors.{DemonstrationSchool.Slug}.example".ToLowerInvariant(), null, part == "chair" ? Role.ChairOfGovernors : Role.Governor).ExternalId = part;
        foreach (var (part, given, family) in Visitors)
            desk.Add(PersonKind.Visitor, given, family, $"{given}.{family}@visitors.example".ToLowerInvariant(), null, Role.Visitor).ExternalId = part;
        desk.Add(PersonKind.Visitor, "Daniel", "Rookhope", "daniel.rookhope@trust.example", null, Role.TrustOfficer).ExternalId = "trust-officer";
        await db.SaveChangesAsync(ct);

        // Two of those who come from outside are more than visitors, and the officer of the trust comes in and is asked what visitors are asked.
        foreach (var (part, audience) in new[] { ("visitor-2", Audience.Volunteers), ("visitor-4", Audience.Contractors), ("trust-officer", Audience.Visitors) })
            db.Add(AudienceMembership.Give(await db.Set<Person>().SingleAsync(p => p.ExternalId == part, ct), audience, timeline.Today.AddMonths(-2), null, [], administrator.Id, acting.Clock.GetUtcNow()));

        var parts = Personas.All.Select(p => p.Code).Append("pastoral").ToArray();
        var people = await db.Set<Person>().Include(p => p.Roles).Where(p => parts.Contains(p.ExternalId)).ToDictionaryAsync(p => p.ExternalId!, ct);
        desk.Give(people["pastoral"], Role.OnlineSafetyCoordinator);
        foreach (var persona in Personas.All)
        {
            var person = people[persona.Code];
            foreach (var role in persona.Roles) desk.Give(person, role);
            // A persona is what its title says, and no more.
            foreach (var holding in person.Roles.Where(r => r.Until is null && !persona.Roles.Contains(r.Role)).ToList()) desk.End(person, holding.Role);
            await acting.Get<AccountDesk>().OpenAsync(person, Personas.UserName(persona.Code), Unknown());
        }
        // Who works or governs here joined long ago. Nobody knows their passwords.
        foreach (var person in await db.Set<Person>().Where(p => (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor) && p.AccountId == null && p.ExternalId != null).ToListAsync(ct))
            await acting.Get<AccountDesk>().OpenAsync(person, person.Email!, Unknown());
        foreach (var (post, part) in Posts)
        {
            var holding = new PostHolding { Id = Guid.CreateVersion7(acting.Clock.GetUtcNow()), Post = post, PersonId = part is null ? null : people.GetValueOrDefault(part)?.Id, Provider = part is null ? "Wychmoor schools' IT service" : null, From = acting.Clock.GetUtcNow() };
            db.Add(holding);
            acting.Get<AuditTrail>().Record(PostsModel.Filled, nameof(PostHolding), holding.Id, after: new { post, person = holding.PersonId, holding.Provider }, aboutPersonId: holding.PersonId);
        }
        await db.SaveChangesAsync(ct);
        return await Cast.ReadAsync(db);
    }

    private static string Unknown() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)) + "aA1!";
}
