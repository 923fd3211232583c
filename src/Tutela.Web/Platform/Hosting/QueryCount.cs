using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tutela.Web.Platform.Hosting;

/// <summary>Counts the commands of a request and says so in a header, so that a test can hold what a page costs. Only with setting
/// Tutela:CountQueries.</summary>
public sealed class QueryCount(IHttpContextAccessor http) : DbCommandInterceptor
{
    public const string Header = "X-Tutela-Queries";
    public const string Setting = "Tutela:CountQueries";

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Count()
    {
        if (http.HttpContext is not { } context) return;
        var count = context.Items[Header] is int before ? before + 1 : 1;
        context.Items[Header] = count;
        if (!context.Response.HasStarted) context.Response.Headers[Header] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
