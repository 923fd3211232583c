using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Hosting;

/// <summary>Registers everything of Platform.</summary>
public static class PlatformServices
{
    public static void AddPlatform(this IServiceCollection services, HostSettings host)
    {
        services.AddSingleton(host);
        services.AddSingleton(host.Clock);
        services.AddSingleton(host.Database);
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = host.PasswordRounds);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(host.Database.App).Build());
        services.AddSingleton<QueryCount>();
        services.AddDbContext<TutelaDb>((provider, options) =>
        {
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
                .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning, CoreEventId.MappedPropertyIgnoredWarning));
            if (provider.GetRequiredService<IConfiguration>().GetValue<bool>(QueryCount.Setting)) options.AddInterceptors(provider.GetRequiredService<QueryCount>());
        });
        services.AddScoped<SchoolScope>();
        services.AddScoped<SchoolTransaction>();
        services.AddSingleton<SchoolWork>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditVerifier>();
        services.AddScoped<RefusalCount>();
        services.AddSingleton(new AuditHeads(Path.Combine(host.DataFolder, "audit")));
        services.AddScoped<LinkDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<Identity.Nodes.NodeTokenDesk>();
        services.AddScoped<UserNames>();
        services.AddScoped<Drafts.DraftDesk>();
        services.AddScoped<RoleDesk>();
        services.AddScoped<Notifier>();
        services.AddScoped<Files.FileDesk>();
        services.AddScoped<FrameFiller>();
        services.AddSingleton<MailSettings>();
        services.AddSingleton<PublicAddress>();
        services.AddHttpContextAccessor();
        services.AddSchoolJob<Sealer>(TimeSpan.FromSeconds(1));
        services.AddSchoolJob<MailSender>(TimeSpan.FromSeconds(5));
        services.AddSchoolJob<ControlRun>(TimeSpan.FromMinutes(5));
        AddSignIn(services);
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddSingleton<SessionStore>();
        services.AddSingleton<KeyRing>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(tempData => tempData.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddDataProtection().SetApplicationName("Tutela");
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, ring) => options.XmlRepository = ring);
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, Identity.Nodes.NodeTokenHandler>(Identity.Nodes.NodeTokenHandler.SchemeName, null)
            .AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionStore>((cookie, sessions) =>
        {
            cookie.SessionStore = sessions;
            cookie.Cookie.Name = "tutela";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ReturnUrlParameter = "to";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            cookie.SlidingExpiration = true;
            // Renewed at each minute of use, so that the time counts from the last use.
            cookie.Events.OnCheckSlidingExpiration = context =>
            {
                context.ShouldRenew = context.ElapsedTime > TimeSpan.FromMinutes(1);
                return Task.CompletedTask;
            };
            // Who may not is told so where they are; a redirect would hide the status.
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            var toSignIn = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = context =>
            {
                if (!context.Request.Path.StartsWithSegments("/api")) return toSignIn(context);
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
        });
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+'";
                // The pack's rule by role and phase is asked where a password is set.
                identity.Password = new PasswordOptions { RequiredLength = 4, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            })
            .AddEntityFrameworkStores<TutelaDb>()
            .AddSignInManager<TutelaSignIn>()
            .AddClaimsPrincipalFactory<TutelaClaims>()
            .AddDefaultTokenProviders();
        services.Configure<IdentityPasskeyOptions>(passkey =>
        {
            // A passkey stands for both steps, so the device asks for its PIN or finger; and it is found without a user name being typed.
            passkey.UserVerificationRequirement = "required";
            passkey.ResidentKeyRequirement = "required";
            // Against this request's own address: pages send no referrer, so a form's Origin header says "null".
            passkey.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin
                && string.Equals(context.Origin, $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase));
        });
        services.AddScoped<IAuthorizationHandler, SchoolRoleHandler>();
        services.AddAuthorizationBuilder()
            // Deny by default: a page that says nothing is for nobody.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
    }
}
