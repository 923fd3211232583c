using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>One page of a parent's report.</summary>
public abstract class WorryPage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : DraftPage<WorryDraft>(drafts, scope, frame, WorryDraft.Kind, "worry");
