using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The groups that a policy speaks to and that sign its documents.</summary>
public enum Audience
{
    Staff,
    Governors,
    Volunteers,
    Contractors,
    Visitors,
    Pupils,
    Parents,
    AgencyStaff,

    /// <summary>Everybody else in a school activity: clubs, lettings, coaches. CRO-1.4.</summary>
    Participants,

    /// <summary>People of the neighbourhood who use the school's ICT. WID-2.1.</summary>
    CommunityUsers,
}

/// <summary>Which audience follows from a kind of person, and which a school gives to a person besides.</summary>
public static class Audiences
{
    /// <summary>Those that a person is given, with days; the others follow from what the person is.</summary>
    public static readonly IReadOnlyList<Audience> Given =
        [Audience.Visitors, Audience.Volunteers, Audience.Contractors, Audience.AgencyStaff, Audience.Participants, Audience.CommunityUsers];

    /// <summary>Those that follow from a kind of person. How somebody signs in goes by them alone.</summary>
    public static readonly IReadOnlyList<Audience> OfKinds = [.. Enum.GetValues<PersonKind>().Select(Of)];

    public static Audience Of(PersonKind kind) => kind switch
    {
        PersonKind.Pupil => Audience.Pupils,
        PersonKind.Staff => Audience.Staff,
        PersonKind.Parent => Audience.Parents,
        PersonKind.Governor => Audience.Governors,
        _ => Audience.Visitors,
    };

    /// <summary>As a heading or a choice.</summary>
    public static string Name(this Audience audience) => audience switch
    {
        Audience.Parents => "Parents and carers",
        Audience.AgencyStaff => "Agency staff",
        Audience.Participants => "People in school activities",
        Audience.CommunityUsers => "Community users of the school's ICT",
        _ => audience.ToString(),
    };

    /// <summary>One person of it.</summary>
    public static string One(this Audience audience) => audience switch
    {
        Audience.Staff => "Member of staff",
        Audience.Parents => "Parent or carer",
        Audience.AgencyStaff => "Agency or supply staff",
        Audience.Participants => "Leads or takes part in a club, a letting or coaching",
        Audience.CommunityUsers => "Community user of the school's ICT",
        _ => audience.ToString()[..^1],
    };
}
