using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>An adult is a parent or carer of a pupil. Who has parental responsibility is the school's to know, and is never guessed.</summary>
public sealed class Guardianship : SchoolRow
{
    public const int RelationshipMaxLength = 200;

    public Guid PupilId { get; init; }
    public Guid ParentId { get; init; }
    public required string Relationship { get; set; }
    public ParentalResponsibility ParentalResponsibility { get; set; }
    public bool Imported { get; init; }
    public DateOnly? EndedOn { get; set; }
}

public enum ParentalResponsibility { Unknown, Yes, No }
