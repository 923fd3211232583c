using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>One transaction of the demonstration's history, and who acts in it: the services are those of the pages.</summary>
internal sealed class Acting(IServiceProvider services, SeedClock clock)
{
    public SeedClock Clock { get; } = clock;
    public TutelaDb Db => Get<TutelaDb>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>From here on this person acts, so that the audit trail names them.</summary>
    public void As(Person person) => Get<CurrentUser>().ActAs(person);
}
