using System.Text;
using Tutela.Web.Modules.Access.Register;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Directories;

/// <summary>Which directory a file is for.</summary>
public enum DirectoryKind { ActiveDirectory, Google, Entra }

/// <summary>One account as a directory knows it.</summary>
public sealed record DirectoryAccount(Guid PersonId, string GivenName, string FamilyName, PersonKind Kind, int? YearGroup, string UserName, string Address, bool IsActive)
{
    public string Name => $"{GivenName} {FamilyName}";
    public string Group => Kind == PersonKind.Pupil && YearGroup is not null ? Person.YearGroupName(YearGroup) : Kind == PersonKind.Pupil ? "Pupils" : Kind.ToString();
}

/// <summary>CSV in the columns that each directory's own bulk upload documents. No password is ever in it: new accounts get theirs in the directory.
/// Pure.</summary>
public static class DirectoryFile
{
    /// <summary>Import-Csv for New-ADUser and Set-ADUser, whose parameters these are.</summary>
    private static readonly string[] ActiveDirectory = ["SamAccountName", "UserPrincipalName", "GivenName", "Surname", "DisplayName", "EmailAddress", "Department", "Enabled"];

    /// <summary>Admin console, "Bulk update users": the required columns and those that it takes beside them.</summary>
    private static readonly string[] Google = ["First Name [Required]", "Last Name [Required]", "Email Address [Required]", "Password [Required]", "Org Unit Path [Required]", "New Status [UPLOAD ONLY]"];

    /// <summary>Entra admin centre, "Bulk create": a version line, then these.</summary>
    private static readonly string[] Entra = ["Name [displayName] Required", "User name [userPrincipalName] Required", "Initial password [passwordProfile] Required", "Block sign in (Yes/No) [accountEnabled] Required", "First name [givenName]", "Last name [surname]", "Department [department]"];

    public static string Write(DirectoryKind kind, IEnumerable<DirectoryAccount> accounts)
    {
        var text = new StringBuilder();
        if (kind == DirectoryKind.Entra) text.Append("version:v1.0\r\n");
        text.Append(Csv.Line(kind switch { DirectoryKind.ActiveDirectory => ActiveDirectory, DirectoryKind.Google => Google, _ => Entra }));
        foreach (var one in accounts)
            text.Append(kind switch
            {
                // The name in Windows before 2000 has at most 20 characters.
                DirectoryKind.ActiveDirectory => Csv.Line(one.UserName.Length <= 20 ? one.UserName : one.UserName[..20], one.Address, one.GivenName, one.FamilyName, one.Name, one.Address, one.Group, one.IsActive ? "TRUE" : "FALSE"),
                // Four stars leave the password of an account that is there as it is.
                DirectoryKind.Google => Csv.Line(one.GivenName, one.FamilyName, one.Address, "****", "/" + one.Group, one.IsActive ? "Active" : "Suspended"),
                _ => Csv.Line(one.Name, one.Address, "", one.IsActive ? "No" : "Yes", one.GivenName, one.FamilyName, one.Group),
            });
        return text.ToString();
    }
}
