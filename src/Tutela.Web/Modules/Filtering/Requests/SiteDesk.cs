using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Exceptions;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>Takes requests in, tells whom the policy names, and answers them. Scoped.</summary>
public sealed class SiteDesk(TutelaDb db, RulesDesk rules, ExceptionDesk exceptions, PackInForce pack, PostRegister posts, RoleDesk roles, Notifier notifier, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    public const string Path = "filtering/requests";

    /// <summary>A decision: the name may be wider or narrower than what was asked.</summary>
    public sealed record Decision(string? Name, IReadOnlyList<string> Groups, DateOnly? Until, string? Answer);

    /// <summary>Who may decide: to open, whom the policy names; to close, who runs the filter. Never who asked: then a senior stands in.</summary>
    public async Task<IReadOnlyList<Guid>> DecidersAsync(SiteRequestKind kind, Guid asker)
    {
        var people = kind == SiteRequestKind.Open ? await PeopleAsync([pack.Settings.Filtering.BypassDecidedBy]) : await OperatorsAsync();
        people.Remove(asker);
        return people.Count > 0 ? people : await roles.FirstHoldersAsync([Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead], except: asker);
    }

    public async Task<SiteRequest> AskForAsync(SiteRequest.Wish wish)
    {
        var me = user.PersonId;
        var waiting = await db.Set<SiteRequest>().AsNoTracking().Where(r => r.AskedById == me && r.Status == SiteRequestStatus.Waiting).ToListAsync();
        var told = await DecidersAsync(SiteRequestKind.Open, me);
        var request = SiteRequest.AskFor(wish, user.Is(Role.Pupil), waiting, told, me, clock.GetUtcNow());
        db.Add(request);
        audit.Record(FilteringModule.SiteAsked, nameof(SiteRequest), request.Id, after: new { request.Name, group = request.GroupName, request.StartsOn, request.EndsOn }, aboutPersonId: request.ByPupil ? me : null);
        await notifier.TellAsync(told, "A site is asked for", $"{Path}/{request.Id}", mail: !request.ByPupil);
        return request;
    }

    public async Task<SiteRequest> ReportAsync(SiteRequest.Find find)
    {
        var me = user.PersonId;
        List<Guid> told = [.. await PeopleAsync(pack.Settings.Reporting.UnsuitableSiteTo), .. await DecidersAsync(SiteRequestKind.Close, me)];
        // What a child says may be about more than the site, whomever the policy names for sites.
        if (user.Is(Role.Pupil)) told.AddRange(await roles.FirstHoldersAsync(Roles.SafeguardingInTurn));
        told = [.. told.Where(p => p != me).Distinct()];
        var request = SiteRequest.Report(find, user.Is(Role.Pupil), told, me, clock.GetUtcNow());
        db.Add(request);
        audit.Record(FilteringModule.SiteReported, nameof(SiteRequest), request.Id, after: new { request.Name, wrong = request.Wrong.ToString(), told = told.Count }, aboutPersonId: request.ByPupil ? me : null);
        await notifier.TellAsync(told, "An unsuitable site was reported", $"{Path}/{request.Id}");
        return request;
    }

    public async Task GrantAsync(SiteRequest request, Decision decision)
    {
        var opens = request.Kind == SiteRequestKind.Open;
        var step = await StepAsync(request, SiteRequestAction.Grant);
        if (decision.Groups.Count == 0) throw new Refused(opens ? "Choose for whom it is opened" : "Choose for whom it is closed", "Input.Groups");
        if (opens && request.EndsOn is { } last && (decision.Until is not { } until || until > last))
            throw new Refused("It was asked for until a day: enter that day or an earlier one", "Input.Until");
        if (opens && decision.Until is null && await AnyForStaffAsync(decision.Groups)) throw new Refused("Enter the last day: what is opened for staff ends by itself", "Input.Until");
        await exceptions.AddAsync(decision.Groups, new(decision.Name, opens, Reason(request), opens ? request.StartsOn : null, decision.Until, request.Id));
        await AnswerAsync(request, step, decision.Answer);
    }

    /// <summary>Any step that changes no rule.</summary>
    public async Task TakeAsync(SiteRequest request, SiteRequestAction action, string? answer) => await AnswerAsync(request, await StepAsync(request, action), answer);

    private async Task<SiteRequestStep> StepAsync(SiteRequest request, SiteRequestAction action) =>
        request.StepFor(action, (await DecidersAsync(request.Kind, request.AskedById)).Contains(user.PersonId), user.PersonId);

    private async Task AnswerAsync(SiteRequest request, SiteRequestStep step, string? answer)
    {
        request.Take(step, answer, user.PersonId, clock.GetUtcNow());
        audit.Record(FilteringModule.SiteAnswered, nameof(SiteRequest), request.Id, new { status = step.From.ToString() }, new { status = step.To.ToString() }, request.Answer);
        if (step.By == SiteRequestDoer.Asker) return;
        await notifier.TellAsync([request.AskedById], $"{request.Name ?? "The site that you told us about"}: {request.Tag().Text.ToLowerInvariant()}", request.ByPupil ? "filtering/requests/ask" : $"{Path}/{request.Id}", mail: false);
    }

    // The reason goes to the nodes, so it holds nothing that a child wrote.
    private static string Reason(SiteRequest request)
    {
        var text = request.Kind == SiteRequestKind.Close ? $"Reported: {request.Wrong?.Title().ToLowerInvariant()}"
            : request.ByPupil ? "Asked for by a pupil"
            : $"{(request.ClassName is null ? "" : request.ClassName + ": ")}{request.Why}";
        return text.Length <= FilterException.ReasonMaxLength ? text : text[..(FilterException.ReasonMaxLength - 1)] + "…";
    }

    private async Task<bool> AnyForStaffAsync(IReadOnlyList<string> groups) =>
        (await rules.GroupsAsync()).Groups.Any(g => g.Audience == GroupAudience.Staff && groups.Contains(g.Name));

    private async Task<List<Guid>> OperatorsAsync() => [.. await roles.HoldersAsync(Role.IctSupport), .. (await roles.HoldersAsync(Role.ComputingLead))];

    // Whom the policy names. A firm is no person: those who hold the role of ICT support are its people here. Who stands in comes last.
    private async Task<List<Guid>> PeopleAsync(IReadOnlyList<string> named)
    {
        var (all, people) = (await posts.LoadAsync(), new HashSet<Guid>());
        foreach (var id in named)
        {
            var holders = Persons(all.FirstOrDefault(p => p.Setting.Id == id)?.Answering ?? []);
            if (holders.Count == 0 && PostRegister.RoleOf(id) is null) holders = await roles.HoldersAsync(Role.IctSupport);
            if (holders.Count == 0) holders = Persons(await posts.HoldersAsync(id));
            people.UnionWith(holders);
        }
        return [.. people];

        static List<Guid> Persons(IEnumerable<PostHolder> holders) => [.. holders.Select(h => h.PersonId).OfType<Guid>()];
    }
}
