namespace Tutela.Web.Platform.Hosting;

/// <summary>Response headers that hold for every page.</summary>
public static class Headers
{
    public static IApplicationBuilder UseSafeHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (!context.Request.Path.StartsWithSegments("/assets")) headers.CacheControl = "no-cache, no-store";
        return next(context);
    });
}
