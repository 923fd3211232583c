using Microsoft.AspNetCore.Authorization;

namespace Tutela.Web.Platform.Identity;

/// <summary>Says who may use a page or endpoint at the school in its address. Without this or <see cref="OpenAttribute"/> nobody may.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public sealed class ForAttribute(params Role[] roles) : Attribute, IAuthorizeData, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> Roles { get; } = roles;

    /// <summary>Everybody who works at the school.</summary>
    public bool Staff { get; init; }

    /// <summary>Everybody who belongs to the school.</summary>
    public bool Everyone { get; init; }

    public bool Admits(CurrentUser user) =>
        user.IsKnown && (Everyone || (Staff && user.Is(Identity.Roles.Staff)) || user.Is([.. Roles]));

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new SchoolRoleRequirement(this)];

    string? IAuthorizeData.Policy { get; set; }
    string? IAuthorizeData.Roles { get; set; }
    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}

/// <summary>Opens a page to people without a sign-in, with the reason. The list of all of them is held by a test.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public sealed class OpenAttribute(string reason) : Attribute, IAllowAnonymous
{
    public string Reason { get; } = reason;
}

internal sealed record SchoolRoleRequirement(ForAttribute For) : IAuthorizationRequirement;

internal sealed class SchoolRoleHandler(IHttpContextAccessor http) : AuthorizationHandler<SchoolRoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SchoolRoleRequirement requirement)
    {
        var user = http.HttpContext?.RequestServices.GetRequiredService<CurrentUser>();
        if (user is not null && requirement.For.Admits(user)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
