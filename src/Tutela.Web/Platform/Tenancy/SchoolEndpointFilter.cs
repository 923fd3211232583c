using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Tenancy;

/// <summary>What <see cref="SchoolPageFilter"/> is to pages, for endpoints of the API: one transaction with the school set in it, committed before
/// the answer goes out. The school is in scope by then. A <see cref="Refused"/> rolls back and answers 422 with its words;
/// <see cref="NotFound"/> is 404.</summary>
public sealed class SchoolEndpointFilter(TutelaDb db, SchoolTransaction transactions) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        await using var transaction = await transactions.BeginAsync(context.HttpContext.RequestAborted);
        try
        {
            var result = await next(context);
            await db.SaveChangesAsync(context.HttpContext.RequestAborted);
            await transaction.CommitAsync(context.HttpContext.RequestAborted);
            return result;
        }
        catch (Refused refused)
        {
            return Results.Text(refused.Message + "\n", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (NotFound)
        {
            return Results.NotFound();
        }
    }
}
