using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.Nodes;

/// <summary>Signs a filter node in by its bearer token and puts its school in scope. A node is no person: it reaches only what
/// <see cref="ForNodesAttribute"/> opens to it.</summary>
public sealed class NodeTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "node";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var services = Context.RequestServices;
        var holder = await services.GetRequiredService<NodeTokenDesk>().FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted);
        if (holder is null) return AuthenticateResult.Fail("Unknown token");
        services.GetRequiredService<SchoolScope>().Set(holder.School);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, holder.NodeId.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Response.WriteAsync("Give the node's token: Authorization: Bearer ...\n", Context.RequestAborted);
    }
}

/// <summary>Opens an endpoint to filter nodes, and to nobody else.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForNodesAttribute : Attribute, IAuthorizeData
{
    public string? Policy { get; set; }
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get => NodeTokenHandler.SchemeName; set => throw new NotSupportedException(); }
}

/// <summary>The node that is signed in.</summary>
public static class NodeClaims
{
    public static Guid NodeId(this ClaimsPrincipal node) => Guid.Parse(node.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
