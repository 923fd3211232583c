using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People;

internal static class KindTitles
{
    public static string Title(this PersonKind kind) => kind switch
    {
        PersonKind.Pupil => "Pupil",
        PersonKind.Staff => "Staff",
        PersonKind.Parent => "Parent or carer",
        PersonKind.Governor => "Governor",
        _ => "Visitor",
    };
}
