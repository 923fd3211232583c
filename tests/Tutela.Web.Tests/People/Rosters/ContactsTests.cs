using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class ContactsTests
{
    private const string Header = "pupil id,parent given name,family name,email,relationship,parental responsibility";

    [Fact]
    public void Parents_are_joined_by_address_and_name_across_their_children()
    {
        using var set = RosterSet.SdsUk();
        var contacts = set.Contacts(Header, "1,Dora,Reed,dora@home.example,mother,yes", "U2,DORA,Reed,Dora@home.example,aunt,no", "1,Ted,Reed,dora@home.example,father,", "2,Dora,Reed,,carer,maybe");
        var roster = set.Read(new RosterOptions { Contacts = contacts });

        Assert.Empty(roster.Rejections);
        Assert.DoesNotContain(RosterKind.Relationship, roster.Partial);
        // Ted shares Dora's address but is not Dora; a Dora without an address is not known to be the same.
        Assert.Equal(3, roster.People.Count(p => p.Kind == RosterPersonKind.Parent));
        Assert.Equal([("1", "mother", true), ("2", "aunt", false), ("1", "father", null), ("2", "carer", null)], roster.Relationships.Select(r => (r.PupilExternalId, r.Relationship, r.ParentalResponsibility)));
        Assert.Equal(roster.Relationships[0].ParentExternalId, roster.Relationships[1].ParentExternalId);
        Assert.All(roster.Relationships, r => Assert.Equal("contacts.txt", r.File));
    }

    [Fact]
    public void The_same_file_gives_the_same_ids_again()
    {
        using var set = RosterSet.SdsUk();
        var options = new RosterOptions { Contacts = set.Contacts(Header, "1,Dora,Reed,dora@home.example,mother,yes") };
        Assert.Equal(set.Read(options).Relationships, set.Read(options).Relationships);
    }

    [Fact]
    public void A_parent_whom_the_roster_has_is_not_made_twice()
    {
        using var set = RosterSet.OneRoster();
        var roster = set.Read(new RosterOptions { Contacts = set.Contacts(Header, "p1,Dora,Reed,dora@home.example,mother,yes", "p2,Cara,Webb,cara@copse.example,mother,yes") });
        Assert.Equal(["g1"], roster.People.Where(p => p.Kind == RosterPersonKind.Parent).Select(p => p.ExternalId));
        Assert.Contains(roster.Relationships, r => r is { PupilExternalId: "p2", ParentExternalId: "a1" });
        // The roster had Dora's link already; what only the contacts know about it is added.
        Assert.Equal(("mother", true), roster.Relationships.Where(r => r.ParentExternalId == "g1").Select(r => (r.Relationship, r.ParentalResponsibility)).Single());
    }

    [Theory]
    [InlineData("9,Dora,Reed,,,", "pupil 9 is not in the set.")]
    [InlineData(",Dora,Reed,,,", "pupil id is missing.")]
    [InlineData("1,,Reed,,,", "parent given name is missing.")]
    [InlineData("1,Dora", "the row has 2 values where the header has 6.")]
    public void An_unusable_row_is_rejected(string row, string reason)
    {
        using var set = RosterSet.SdsUk();
        var rejection = Assert.Single(set.Read(new RosterOptions { Contacts = set.Contacts(Header, row) }).Rejections);
        Assert.Equal(("contacts.txt", 2, reason, RosterKind.Relationship), (rejection.File, rejection.Line, rejection.Reason, rejection.Kind));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        using var set = RosterSet.SdsUk();
        Assert.Equal("contacts.txt", set.Refused(new RosterOptions { Contacts = set.Contacts("name,phone", "Dora,1") }).File);
    }
}
