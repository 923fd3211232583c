using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>One of the three questions.</summary>
public abstract class TellPage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : DraftPage<TellDraft>(drafts, scope, frame, TellDraft.Kind, "tell");
