using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.SignIn;

/// <summary>Signs in as a persona of the demonstration school. While a real school exists it answers from loopback only.</summary>
public static class DemoSignIn
{
    public static void MapDemoSignIn(this IEndpointRouteBuilder routes) => routes.MapPost("/demo/sign-in", SignInAsync).DisableAntiforgery();

    [Open("Personas of the demonstration school, whose people are invented; from loopback only while a real school exists")]
    private static async Task<IResult> SignInAsync([FromForm] string? persona, HttpContext http, TutelaDb db, TutelaSignIn signIn)
    {
        var schools = await db.Set<School>().AsNoTracking().ToListAsync(http.RequestAborted);
        var demonstration = schools.FirstOrDefault(s => s.IsDemonstration);
        if (demonstration is null) return Results.NotFound();
        if (schools.Any(s => !s.IsDemonstration) && !IPAddress.IsLoopback(http.Connection.RemoteIpAddress ?? IPAddress.None)) return Results.NotFound();
        if (persona is null || Personas.All.All(p => p.Code != persona)) return Results.BadRequest($"Give one of: {string.Join(", ", Personas.All.Select(p => p.Code))}");
        if (await signIn.UserManager.FindByNameAsync(Personas.UserName(persona)) is not { } account) return Results.NotFound();
        await signIn.SignInAsync(account, isPersistent: false);
        return Results.Redirect($"/s/{demonstration.Slug}");
    }
}
