using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Curriculum.Taught;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Curriculum;

/// <summary>What classes are taught about online safety. So far: a register of lessons, and the headteacher's view of every class.</summary>
public sealed class CurriculumModule : TutelaModule
{
    public override string Name => "Curriculum";

    public override void ConfigureModel(ModelBuilder model) => model.Entity<Lesson>().ToTable("lessons");

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Lessons", "curriculum", 50, TaughtModel.Teachers),
        new("Class by class", "curriculum/classes", 62, Classes.ClassesModel.Overseers) { Under = "people" },
    ];

    public override IEnumerable<Behaviour> Behaviours =>
        [new("WED-3.2b", "The headteacher sees each class's agreements, lessons and breaches side by side, and the classes with a gap are marked with what is missing", TaughtModel.Recorded)];
}

[DbContext(typeof(TutelaDb)), Migration("0131_lessons")] public sealed class Migration0131 : SqlMigration;
