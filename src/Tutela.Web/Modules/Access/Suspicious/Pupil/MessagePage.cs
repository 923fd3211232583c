using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>One question to a child.</summary>
public abstract class MessagePage(DraftDesk drafts, SchoolScope scope, PageFrame frame) : DraftPage<MessageDraft>(drafts, scope, frame, MessageDraft.Kind, "message");
