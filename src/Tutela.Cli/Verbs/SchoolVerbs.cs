using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Hosting;

namespace Tutela.Cli.Verbs;

internal static class SchoolVerbs
{
    public static Command Command()
    {
        var (name, slug, pack, admin, data) = (
            new Option<string>("--name") { Required = true }, new Option<string>("--slug") { Required = true },
            new Option<string>("--pack") { Required = true }, new Option<string>("--admin") { Required = true, Description = "The administrator's e-mail address" },
            Session.DataOption());
        var settingUp = new Option<bool>("--setting-up") { Description = "Nobody is asked for anything before the administrator has gone through the task list and goes live" };
        var create = new Command("create", "Makes a school from a policy pack and prints a one-use set-up link for its administrator") { name, slug, pack, admin, data, settingUp };
        create.SetAction((parsed, ct) => Session.RunAsync(parsed.GetValue(data)!, async session =>
        {
            await using var scope = session.Services.CreateAsyncScope();
            var (_, path) = await scope.ServiceProvider.GetRequiredService<SchoolDesk>().CreateAsync(
                new(parsed.GetValue(name)!, parsed.GetValue(slug)!, parsed.GetValue(pack)!, parsed.GetValue(admin)!, SetsUp: parsed.GetValue(settingUp)), ct);
            await Console.Out.WriteLineAsync(scope.ServiceProvider.GetRequiredService<PublicAddress>().Of(path));
            await session.SealAsync(ct);
            return 0;
        }, ct));
        return new Command("school", "Schools") { create };
    }
}
