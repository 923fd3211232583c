using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tutela.Testing;

namespace Tutela.Web.Tests.Access;

/// <summary>A small SCIM 2.0 server on a real socket: users and groups with create, replace and filter by name, a bearer token, and failures to order.</summary>
internal sealed class ScimServer : IAsyncDisposable
{
    public const string Token = "a-token-of-the-test";
    private readonly WebApplication _app;
    private int _number;

    private ScimServer(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, JsonObject> Users { get; } = new();
    public ConcurrentDictionary<string, JsonObject> Groups { get; } = new();
    public ConcurrentQueue<string> Asked { get; } = new();
    /// <summary>This many requests are answered, and then those after them with 503, until it is set again; below nought: no limit.</summary>
    public int Answers { get; set; } = -1;
    public string Address => new Uri(TestHost.AddressOf(_app), "scim/v2").ToString();

    public JsonObject UserNamed(string name) => Users.Values.Single(u => (string)u["userName"]! == name);

    public static async Task<ScimServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScimServer(builder.Build());
        server._app.Use(server.GuardAsync);
        server.Map("Users", "userName", server.Users);
        server.Map("Groups", "displayName", server.Groups);
        await server._app.StartAsync();
        return server;
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (context.Request.Headers.Authorization != $"Bearer {Token}") context.Response.StatusCode = 401;
        else if (Answers == 0) context.Response.StatusCode = 503;
        else
        {
            if (Answers > 0) Answers--;
            await next(context);
        }
    }

    private void Map(string kind, string name, ConcurrentDictionary<string, JsonObject> kept)
    {
        _app.MapGet($"/scim/v2/{kind}", (HttpContext context) =>
        {
            var wanted = context.Request.Query["filter"].ToString().Split('"')[1];
            return Results.Json(new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse"), ["Resources"] = new JsonArray([.. kept.Values.Where(k => (string)k[name]! == wanted).Select(k => k.DeepClone())]) }, contentType: "application/scim+json");
        });
        _app.MapPost($"/scim/v2/{kind}", async (HttpContext context) =>
        {
            var body = await ReadAsync(context);
            if (kept.Values.Any(k => (string)k[name]! == (string)body[name]!)) return Results.StatusCode(409);
            var id = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
            body["id"] = id;
            kept[id] = body;
            return Results.Json(body, statusCode: 201, contentType: "application/scim+json");
        });
        _app.MapPut($"/scim/v2/{kind}/{{id}}", async (HttpContext context, string id) =>
        {
            if (!kept.ContainsKey(id)) return Results.NotFound();
            var body = await ReadAsync(context);
            body["id"] = id;
            kept[id] = body;
            return Results.Json(body, contentType: "application/scim+json");
        });
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        Assert.Equal("application/scim+json; charset=utf-8", context.Request.ContentType);
        return (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
