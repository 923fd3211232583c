using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Platform;

/// <summary>A module's door to the host. Everything that a module adds to the house passes through here;
/// Platform knows modules only as this class. One instance a process, without state.</summary>
public abstract class TutelaModule
{
    /// <summary>The folder name under Modules, such as "Concerns".</summary>
    public abstract string Name { get; }

    /// <summary>Registers the module's services.</summary>
    public virtual void AddServices(IServiceCollection services) { }

    /// <summary>Maps the module's entities. Tables are in schema "school" unless the entity says otherwise.</summary>
    public virtual void ConfigureModel(ModelBuilder model) { }

    /// <summary>Maps endpoints that are not pages.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder routes) { }

    /// <summary>Entries of the main navigation.</summary>
    public virtual IEnumerable<NavigationEntry> Navigation => [];

    /// <summary>A way to sign in besides the password, offered on the sign-in page; the path is the host's ("/sign-in/school").</summary>
    public virtual SignInWay? SignInWay => null;

    /// <summary>Live evidence for clauses that are shown by behaviour.</summary>
    public virtual IEnumerable<Behaviour> Behaviours => [];
}

/// <summary>One entry of the main navigation: <paramref name="Path"/> is below the school's address ("concerns").
/// Shown to people who hold one of <paramref name="For"/>.</summary>
public sealed record NavigationEntry(string Text, string Path, int Order, params Role[] For)
{
    /// <summary>The path of the entry that this one stands below, in a second row; it stands by itself for people who don't have that entry.</summary>
    public string? Under { get; init; }

    /// <summary>The picture on a pupil's tile; a name of Assets/pictures.json.</summary>
    public string? Picture { get; init; }

    /// <summary>The person's own page, behind their name in the header instead of in the menu.</summary>
    public bool IsOwn { get; init; }
}

public sealed record SignInWay(string Text, string Path);
