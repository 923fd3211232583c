using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.SignIn;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web;

/// <summary>Builds the school's system. The one place that names every module.</summary>
public static class Program
{
    public static ModuleCatalogue Modules { get; } = new(
    [
        new Tutela.Web.Modules.Schools.SchoolsModule(),
        new Tutela.Web.Modules.People.PeopleModule(),
        new Tutela.Web.Modules.Policies.PoliciesModule(),
        new Tutela.Web.Modules.Agreements.AgreementsModule(),
        new Tutela.Web.Modules.Access.AccessModule(),
        new Tutela.Web.Modules.Training.TrainingModule(),
        new Tutela.Web.Modules.Curriculum.CurriculumModule(),
        new Tutela.Web.Modules.Concerns.ConcernsModule(),
        new Tutela.Web.Modules.Governance.GovernanceModule(),
        new Tutela.Web.Modules.Equipment.EquipmentModule(),
        new Tutela.Web.Modules.Filtering.FilteringModule(),
        new Tutela.Web.Modules.Monitoring.MonitoringModule(),
        new Tutela.Web.Modules.Standards.StandardsModule(),
    ]);

    public static async Task<int> Main()
    {
        if (DatabaseAddress.FromEnvironment() is not { } address)
        {
            await Console.Error.WriteLineAsync("Set TUTELA_DATABASE_OWNER, _APP and _MAINTENANCE, or start Tutela with ./run.");
            return 2;
        }
        await Migrator.MigrateAsync(address.Owner, Modules);
        await Build(new HostSettings { Database = address, DataFolder = Environment.GetEnvironmentVariable("TUTELA_DATA") ?? "var" }).RunAsync();
        return 0;
    }

    /// <summary>Builds the host; the database must have been migrated. Safe to call several times in a process.</summary>
    public static WebApplication Build(HostSettings host)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.Configuration.AddInMemoryCollection(host.Settings);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("Quartz", LogLevel.Warning);
        // Results of a verb go to stdout, all else to stderr.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (host.Urls.Count > 0) builder.WebHost.UseUrls([.. host.Urls]);
        builder.Services.AddSingleton(Modules);
        builder.Services.AddPlatform(host);
        builder.Services.AddRazorPages(options => options.RootDirectory = "/")
            .AddMvcOptions(mvc => mvc.Filters.AddService<SchoolPageFilter>());
        builder.Services.AddTutelaUi();
        builder.Services.AddOpenApi("v1", api => api.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true);
        builder.Services.AddScoped<SchoolPageFilter>();
        foreach (var module in Modules.All) module.AddServices(builder.Services);
        if (host.RunJobs) builder.Services.StartJobs();

        var app = builder.Build();
        app.UseForwardedHeaders(Proxies.Known(app.Configuration));
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseExceptionHandler("/problem/500");
        app.UseSafeHeaders();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<SchoolMiddleware>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapRazorPages();
        app.MapDemoSignIn();
        app.MapGet("/health/live", [Open("Health: says only that the process runs")] () => Results.Text("live"));
        app.MapGet("/health/ready", [Open("Health: says only whether the database answers")] async (Npgsql.NpgsqlDataSource source) =>
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync();
            return Results.Text("ready");
        });
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new OpenAttribute("The description of the interface for programs: the same for every school, and no data"));
        // What bench/pages measures pages against: one indexed query and nothing else.
        if (app.Configuration.GetValue<bool>("Tutela:Bench"))
            app.MapGet("/bench/one-query", [Open("The limit that the benchmark compares with; not there without setting Tutela:Bench")] async (Npgsql.NpgsqlDataSource source) =>
            {
                await using var command = source.CreateCommand("select name from system.schools where slug = 'oakfield'");
                return Results.Text((string?)await command.ExecuteScalarAsync() ?? "");
            });
        foreach (var module in Modules.All) module.MapEndpoints(app);
        return app;
    }
}
