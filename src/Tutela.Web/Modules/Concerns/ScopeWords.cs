namespace Tutela.Web.Modules.Concerns;

/// <summary>Place, technology, trait and scope in words.</summary>
public static class ScopeWords
{
    public static string Name(this Place place) => place switch { Place.School => "At school", Place.Elsewhere => "At home or somewhere else", _ => "Not known" };

    public static string Name(this Technology technology) => technology switch
    {
        Technology.Internet => "The internet",
        Technology.Phone => "A phone",
        Technology.Messaging => "Messages or chat",
        Technology.SchoolEmail => "School e-mail",
        Technology.SocialMedia => "Social media",
        Technology.SharedTool => "A shared document or working tool",
        Technology.SelfPublishing => "A blog, video or page of one's own",
        _ => "Something else",
    };

    public static string Name(this Trait trait) => trait switch
    {
        Trait.GenderReassignment => "Gender reassignment",
        Trait.MarriageOrCivilPartnership => "Marriage or civil partnership",
        Trait.PregnancyOrMaternity => "Pregnancy or maternity",
        Trait.ReligionOrBelief => "Religion or belief",
        Trait.SexualOrientation => "Sexual orientation",
        _ => trait.ToString(),
    };

    public static string Name(this Scope scope) => scope == Scope.InScope ? "In scope" : "Out of scope: personal";
}
