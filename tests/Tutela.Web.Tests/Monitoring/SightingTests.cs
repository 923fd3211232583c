using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Monitoring.Activity;
using Tutela.Web.Modules.Monitoring.Naming;

namespace Tutela.Web.Tests.Monitoring;

public sealed class SightingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid School = new("01994d3e-0000-7000-8000-000000000001");
    private static readonly Guid Child = new("01994d3e-0000-7000-8000-000000000002");
    private static readonly Source Address = new(1, "10.1.4.2", "", "", "pupils");

    private static KnownDevice Tablet(params KnownLoan[] loans) => new(School, "Tablet 14", "T14", false, null, "10.1.4.2", loans);

    [Fact]
    public void Address_is_an_address_and_names_nobody()
    {
        var sighting = Sighting.Of(Address, null, "Pupils", Noon, mayName: true, School);
        Assert.Equal((Certainty.Address, "10.1.4.2", "an address in the group Pupils"), (sighting.Certainty, sighting.Label, sighting.Known));
        Assert.NotNull(Tie.Of(Address, null, Noon).WhyNot);
    }

    [Fact]
    public void Device_of_a_class_is_the_classs_and_names_nobody()
    {
        var device = Tablet(new KnownLoan(null, "4B", Noon.AddHours(-1), null));
        Assert.Equal("this device, used by class 4B", Sighting.Of(Address, device, "Pupils", Noon, true, School).Known);
        Assert.Contains("4B", Tie.Of(Address, device, Noon).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_lent_to_one_person_names_only_while_it_was_lent()
    {
        var device = Tablet(new KnownLoan(Child, null, Noon.AddHours(-1), Noon.AddHours(1)));
        Assert.Equal(Child, Tie.Of(Address, device, Noon).PersonId);
        Assert.Equal(Child, Tie.Of(Address, device, Noon.AddHours(-1)).PersonId);
        Assert.Null(Tie.Of(Address, device, Noon.AddHours(1)).PersonId);
        Assert.Null(Tie.Of(Address, device, Noon.AddHours(-1).AddTicks(-1)).PersonId);
    }

    [Fact]
    public void Who_may_not_name_does_not_learn_which_device_one_person_had()
    {
        var device = Tablet(new KnownLoan(Child, null, Noon.AddHours(-1), null));
        Assert.Contains("Tablet 14", Sighting.Of(Address, device, "Pupils", Noon, mayName: true, School).Label, StringComparison.Ordinal);
        var hidden = Sighting.Of(Address, device, "Pupils", Noon, mayName: false, School);
        Assert.DoesNotContain("14", hidden.Label.Replace(Sighting.Pseudonym(School, School.ToString()), "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("10.1", hidden.Label + hidden.Known, StringComparison.Ordinal);
    }

    [Fact]
    public void Forwarder_is_a_network_and_names_nobody()
    {
        var forwarder = new KnownDevice(School, "Router", null, true, null, "10.1.4.2", []);
        Assert.Equal(Certainty.Network, Sighting.Of(Address, forwarder, "Pupils", Noon, true, School).Certainty);
        Assert.NotNull(Tie.Of(Address, forwarder, Noon).WhyNot);
    }

    [Fact]
    public void User_is_surest_and_is_a_pseudonym_that_differs_between_schools()
    {
        var user = Address with { User = "ann.example" };
        var sighting = Sighting.Of(user, null, "Pupils", Noon, true, School);
        Assert.Equal(Certainty.User, sighting.Certainty);
        Assert.DoesNotContain("ann", sighting.Label, StringComparison.Ordinal);
        Assert.Equal("ann.example", Tie.Of(user, null, Noon).User);
        Assert.NotEqual(Sighting.Pseudonym(School, "ann.example"), Sighting.Pseudonym(Child, "ann.example"));
    }

    [Fact]
    public void Device_is_found_by_its_mac_before_an_address_that_another_one_has()
    {
        var byMac = new KnownDevice(School, "Laptop", null, false, "9c:5c:8e:00:00:01", null, []);
        var source = Address with { Device = "9c:5c:8e:00:00:01" };
        Assert.Equal("Laptop", source.Find([Tablet(), byMac])!.Name);
    }
}
