using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Edit;

/// <summary>One group of settings of the draft, as a form made from the typed settings.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class SettingsModel(VersionDesk desk, VersionEditing editing, AuditTrail audit, SchoolScope scope) : PageModel
{
    public string Title { get; private set; } = "";
    public int Number { get; private set; }
    public string Mark { get; private set; } = "";
    public IReadOnlyList<SettingField> Fields { get; private set; } = [];

    public Task OnGetAsync(string group) => LoadAsync(group);

    public async Task<IActionResult> OnPostAsync(string group)
    {
        await LoadAsync(group);
        audit.Begin(VersionEditing.Set);
        var form = Request.Form;
        var changed = new List<(string, string)>();
        var typed = new List<SettingField>();
        foreach (var field in Fields)
        {
            var name = NameOf(field);
            // An empty box of choices sends nothing: the page's hidden twin says that it was there.
            if (!form.ContainsKey(name) && !form.ContainsKey("Had." + field.Path)) { typed.Add(field); continue; }
            string[] values = [.. form[name].Select(v => v ?? "")];
            typed.Add(field with { Value = string.Join('\n', values) });
            if (SettingFields.IsUntouched(field, values)) continue;
            try
            {
                changed.Add((field.Path, SettingFields.ToYaml(field, values)));
            }
            catch (FormatException wrong)
            {
                ModelState.AddModelError(name, wrong.Message);
            }
        }
        var mark = form["Mark"].ToString();
        Fields = typed;
        if (!ModelState.IsValid) return Page();
        Mark = mark;
        await editing.SetAsync(group, mark, changed);
        TempData["Success"] = $"{Title}: saved in the draft.";
        return Redirect(scope.Href("policy/draft"));
    }

    public static string NameOf(SettingField field) => $"Values.{field.Path}";

    public string? ErrorOf(SettingField field) => ModelState.TryGetValue(NameOf(field), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    private async Task LoadAsync(string group)
    {
        var version = await desk.OpenAsync() ?? throw new NotFound();
        if (version.Status != VersionStatus.Draft) throw new NotFound();
        var file = PackYaml.Read<PackFile>(version.Settings, PackFile.FileName);
        Fields = SettingFields.Of(file.Settings, group, version.Settings) ?? throw new NotFound();
        (Title, Number) = (SettingFields.Label(group), version.Number);
        Mark = VersionEditing.MarkOfGroup(version, group);
    }
}
