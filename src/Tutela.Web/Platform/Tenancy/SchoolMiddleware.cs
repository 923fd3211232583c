using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform.Tenancy;

/// <summary>Puts the school that the address names in scope and fills <see cref="CurrentUser"/>, before authorization. An unknown
/// school is 404; so is a known one for somebody signed in who does not belong to it. One query a request.</summary>
public sealed class SchoolMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, TutelaDb db, SchoolScope scope, CurrentUser user, FrameFiller frame)
    {
        if (context.GetRouteValue("school") is not string slug)
        {
            await next(context);
            return;
        }
        var account = Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : (Guid?)null;
        var found = await db.Database.SqlQuery<MembershipRow>(
                $"select school_id, slug, name, pack, is_demonstration, created_at, person_id, person_name, roles, unread from system.membership({slug}, {account})")
            .SingleOrDefaultAsync(context.RequestAborted);
        var open = context.GetEndpoint()?.Metadata.GetMetadata<OpenAttribute>() is not null;
        if (found is null || (found.person_id is null && account is not null && !open))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        scope.Set(new School
        {
            Id = found.school_id,
            Slug = found.slug,
            Name = found.name,
            Pack = found.pack,
            IsDemonstration = found.is_demonstration,
            CreatedAt = found.created_at,
        });
        if (account is { } accountId && found.person_id is { } person)
            user.Set(accountId, person, found.person_name!, (found.roles ?? []).Select(Enum.Parse<Role>).ToHashSet(), (int)found.unread);
        frame.Fill(context.Request.Path);
        await next(context);
    }

#pragma warning disable IDE1006 // the names are the function's columns
    internal sealed record MembershipRow(Guid school_id, string slug, string name, string pack, bool is_demonstration,
        DateTimeOffset created_at, Guid? person_id, string? person_name, string[]? roles, long unread);
#pragma warning restore IDE1006
}
