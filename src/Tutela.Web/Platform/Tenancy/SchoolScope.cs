namespace Tutela.Web.Platform.Tenancy;

/// <summary>The school that this request or job works for. Set once; reading it before that throws, so that a forgotten
/// scope can never mean "all schools". Scoped; not thread-safe.</summary>
public sealed class SchoolScope
{
    private School? _school;

    public bool IsSet => _school is not null;
    public School School => _school ?? throw new InvalidOperationException("No school is in scope.");
    public Guid SchoolId => School.Id;
    public string Slug => School.Slug;

    /// <summary>The policy version in force when the transaction began; null before one has begun.</summary>
    public int? PackVersion { get; set; }

    /// <summary>Whether the school was live when the transaction began. Before that nobody is asked, chased or reminded; a child's report goes its way.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>Refuses what asks people for something while the school is still being set up.</summary>
    public void CheckLive()
    {
        if (!IsLive) throw new Refused("Nobody is asked for anything before the school goes live. Finish setting up first.");
    }

    /// <summary>The address of a page of this school: <c>Href("concerns")</c> is <c>/s/oak-lane/concerns</c>.</summary>
    public string Href(string path = "") => path.Length == 0 ? $"/s/{Slug}" : $"/s/{Slug}/{path}";

    public void Set(School school)
    {
        if (_school is not null && _school.Id != school.Id) throw new InvalidOperationException("The scope already has another school.");
        _school = school;
    }
}
