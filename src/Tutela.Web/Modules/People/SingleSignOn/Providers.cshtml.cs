using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Sets up single sign-on with Entra ID, Google or another OpenID provider. The headteacher and the safeguarding lead are told of each change.</summary>
[For(Role.Administrator)]
public sealed class ProvidersModel(TutelaDb db, ProviderDesk desk, OidcClient client, PublicAddress address, RoleDesk roles, Notifier notifier, IConfiguration configuration, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public ProviderInput Input { get; set; } = new();

    public sealed class ProviderInput
    {
        public ProviderKind? Kind { get; set; }
        public string? Title { get; set; }
        public string? Issuer { get; set; }
        public string? ClientId { get; set; }
        public string? Secret { get; set; }
        public Guid Ended { get; set; }
    }

    public IReadOnlyList<SignInProvider> Providers { get; private set; } = [];
    public string Back => address.Of(scope.Href("single-sign-on/back"));
    public string Door => address.Of(scope.Href("single-sign-on"));

    public async Task OnGetAsync() => Providers = await desk.OpenAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Providers = await desk.OpenAsync();
        audit.Begin(ProviderDesk.Added);
        if (Input.Kind is not { } kind) throw new Refused("Choose the provider", "Input.Kind");
        if (string.IsNullOrWhiteSpace(Input.Title) || Input.Title.Length > 60) throw new Refused("Enter the words of the button, such as School account, of at most 60 characters", "Input.Title");
        var issuer = Input.Issuer?.Trim();
        if (SignInProvider.IssuerFault(issuer, configuration.GetValue<bool>("Tutela:SingleSignOn:Loopback")) is { } fault) throw new Refused(fault, "Input.Issuer");
        if (Providers.Any(p => p.Issuer == issuer)) throw new Refused("This issuer is set up already", "Input.Issuer");
        if (string.IsNullOrWhiteSpace(Input.ClientId) || Input.ClientId.Length > SignInProvider.TextMaxLength) throw new Refused("Enter the client ID that the provider gave", "Input.ClientId");
        if (string.IsNullOrWhiteSpace(Input.Secret) || Input.Secret.Length > SignInProvider.TextMaxLength) throw new Refused("Enter the client secret that the provider gave", "Input.Secret");
        try
        {
            await client.KeysAsync(await client.DiscoverAsync(issuer!));
        }
        catch (ProviderFaultException found)
        {
            throw new Refused($"The provider was asked and can't be used: {found.Message}", "Input.Issuer");
        }
        var provider = new SignInProvider
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = kind,
            Title = Input.Title.Trim(),
            Issuer = issuer!,
            ClientId = Input.ClientId.Trim(),
            ProtectedSecret = desk.Protect(Input.Secret.Trim()),
            AddedAt = clock.GetUtcNow(),
        };
        db.Add(provider);
        audit.Record(ProviderDesk.Added, nameof(SignInProvider), provider.Id, after: new { provider.Kind, provider.Issuer, provider.ClientId });
        await TellAsync();
        TempData["Success"] = "Single sign-on is set up.";
        return Redirect(scope.Href("people/single-sign-on"));
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        var provider = await db.Set<SignInProvider>().SingleOrDefaultAsync(p => p.Id == Input.Ended) ?? throw new NotFound();
        provider.End(clock.GetUtcNow());
        audit.Record(ProviderDesk.Ended, nameof(SignInProvider), provider.Id, before: new { provider.Issuer });
        await TellAsync();
        TempData["Success"] = $"{provider.Title} is taken off.";
        return Redirect(scope.Href("people/single-sign-on"));
    }

    // Whoever sets up a provider decides who may say who somebody is: those who answer for case files know of it.
    private async Task TellAsync() => await notifier.TellAsync([.. await roles.HoldersAsync(Role.Headteacher), .. await roles.HoldersAsync(Role.DesignatedSafeguardingLead)], "Single sign-on was changed", "notices");
}
