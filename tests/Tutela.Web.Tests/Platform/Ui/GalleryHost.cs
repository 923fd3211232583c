using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>Razor Pages for real, with nothing but the look: routing, binding, validation, antiforgery and layouts as in the product.</summary>
internal sealed class GalleryHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private GalleryHost(WebApplication app)
    {
        _app = app;
        _client = new HttpClient(new CookieContainerHandler { InnerHandler = app.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("https://school.example") };
    }

    public static async Task<GalleryHost> StartAsync(bool gallery = true, Action<PageFrame>? frame = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tutela.Web",
            ContentRootPath = Path.Combine(Repository.Root, "src", "Tutela.Web"),
            EnvironmentName = "Production",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration["Tutela:Gallery"] = gallery ? "true" : "false";
        builder.Services.AddRazorPages(options => options.RootDirectory = "/");
        builder.Services.AddTutelaUi();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            frame?.Invoke(context.RequestServices.GetRequiredService<PageFrame>());
            return next(context);
        });
        app.MapRazorPages();
        await app.StartAsync();
        return new GalleryHost(app);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public async Task<IDocument> PageAsync(string path)
    {
        var response = await _client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return Dom.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Fills in the gallery's form and sends it, as a browser does.</summary>
    public async Task<(HttpResponseMessage Response, IDocument Page)> PostAsync(params (string Name, string Value)[] fields)
    {
        var page = await PageAsync("/gallery");
        using var form = new MultipartFormDataContent();
        var token = page.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        form.Add(new StringContent(token), "__RequestVerificationToken");
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        var response = await _client.PostAsync("/gallery", form);
        return (response, Dom.Parse(await response.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
