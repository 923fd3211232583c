namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>A picture of a pupil that somebody would take.</summary>
/// <param name="Use">An id of <see cref="ImageSettings.Consents"/>.</param>
public sealed record PictureFacts(Audience By, bool OwnDevice, string Use)
{
    /// <summary>A school device that would do is at hand.</summary>
    public bool SchoolDeviceAtHand { get; init; } = true;

    public bool HasLeave { get; init; }

    public bool TeacherAsked { get; init; }

    /// <summary>The event has been marked for family pictures.</summary>
    public bool EventAllowsPictures { get; init; }

    public bool OwnChild { get; init; }
}

/// <summary>A picture of a pupil that the school would publish.</summary>
public sealed record PublishFacts(string Use, IReadOnlySet<ConsentGiver> ConsentFrom)
{
    public bool ShowsFullName { get; init; }

    /// <summary>One pupil can clearly be told from it.</summary>
    public bool Identifiable { get; init; }

    public bool ChecksTicked { get; init; } = true;

    /// <summary>It goes to an account or a page that is the school's.</summary>
    public bool SchoolAccount { get; init; } = true;
}

/// <summary>The image rules of a pack. Pure: settings and facts in, a decision out.</summary>
public static class ImageRules
{
    public static PackDecision MayTake(ImageSettings settings, PictureFacts picture)
    {
        if (picture.By == Audience.Parents)
        {
            return ParentMay(settings, picture);
        }

        if (picture.By == Audience.Pupils && picture.OwnDevice)
        {
            return settings.PupilsOwnDevice
                ? new(Verdict.Allowed, "Pupils may use a device of their own.", settings.ClausesOf(ImageLine.PupilDevice))
                : new(Verdict.NotAllowed, "Pupils take no picture on a device of their own.", settings.ClausesOf(ImageLine.PupilDevice));
        }

        if (settings.AskTeacherFirst.Contains(picture.By) && !picture.TeacherAsked)
        {
            return new(Verdict.NotYet, "The class teacher is asked first.", settings.ClausesOf(ImageLine.AskTeacher)) { Needs = ["Ask the pupil's teacher"] };
        }

        return picture.OwnDevice
            ? OnOwnDevice(settings, picture)
            : new(Verdict.Allowed, "School equipment may be used.", settings.ClausesOf(ImageLine.SchoolDevice));
    }

    public static PackDecision MayPublish(ImageSettings settings, PublishFacts picture)
    {
        var consent = settings.ConsentSets.FirstOrDefault(set => set.Uses.Contains(picture.Use));
        ConsentGiver[] from = consent is null ? [ConsentGiver.Parent] : [.. consent.From];
        var missing = from.Where(giver => !picture.ConsentFrom.Contains(giver)).ToArray();
        if (consent is { AnyOfThem: true } ? missing.Length == from.Length : missing.Length > 0)
        {
            var needs = consent is { AnyOfThem: true }
                ? [$"The agreement of {string.Join(" or ", from.Select(PackWords.Of))}"]
                : missing.Select(giver => $"The agreement of {PackWords.Of(giver)}").ToArray();
            return new(Verdict.NotYet, "An agreement is missing for this use.", settings.ClausesOf(ImageLine.Consent)) { Needs = needs };
        }

        if (picture.ShowsFullName && !settings.FullPupilNamesOnWeb)
        {
            return new(Verdict.NotAllowed, "No full name of a pupil is published.", settings.ClausesOf(ImageLine.Identification));
        }

        if (picture.Identifiable && settings.Identification == PupilIdentification.NotIdentifiable)
        {
            return new(Verdict.NotAllowed, "One pupil could be told from this picture.", settings.ClausesOf(ImageLine.Identification));
        }

        if (settings.SchoolAccountsOnly && !picture.SchoolAccount)
        {
            return new(Verdict.NotAllowed, "Pupils' pictures go on accounts of the school only.", settings.ClausesOf(ImageLine.Accounts));
        }

        return settings.PublishChecks.Count > 0 && !picture.ChecksTicked
            ? new(Verdict.NotYet, "The checks before publication are not ticked.", settings.ClausesOf(ImageLine.PublishChecks))
            { Needs = [.. settings.PublishChecks.Select(check => check.Name)] }
            : new(Verdict.Allowed, "Agreed to, and fit to be published.", settings.ClausesOf(ImageLine.Consent, ImageLine.Identification, ImageLine.PublishChecks));
    }

    public static PackDecision MayParentShare(ImageSettings settings) => settings switch
    {
        { ParentsMayPublish: true } => new(Verdict.Allowed, "Parents may share their pictures.", settings.ClausesOf(ImageLine.ParentSharing)),
        { ParentSharing: ParentSharing.NotStated } => new(Verdict.NotStated, "The policy does not say what parents may do with their pictures.", []),
        { ParentSharing: ParentSharing.AskedNotTo } =>
            new(Verdict.NotAllowed, "Parents are asked to keep their pictures to themselves, above all when other children show.", settings.ClausesOf(ImageLine.ParentSharing)),
        _ => new(Verdict.NotAllowed, "Parents keep their pictures to themselves.", settings.ClausesOf(ImageLine.ParentSharing)),
    };

    /// <summary>When a picture has to be off a device of somebody's own; null where no clock runs.</summary>
    public static DateTimeOffset? WipeBy(ImageSettings settings, DateTimeOffset taken, DateTimeOffset? used) =>
        settings.OwnDeviceWipeHours is { } hours
            ? settings.OwnDeviceWipeFrom == WipeFrom.Used && used is { } at ? at.AddHours(hours) : taken.AddHours(hours)
            : null;

    private static PackDecision ParentMay(ImageSettings settings, PictureFacts picture)
    {
        var clauses = settings.ClausesOf(ImageLine.ParentsAtEvents);
        return settings switch
        {
            { ParentsAtEvents: false } when clauses.Count == 0 => new(Verdict.NotStated, "The policy says nothing of parents' pictures.", []),
            { ParentsAtEvents: false } => new(Verdict.NotAllowed, "Parents take no pictures at events.", clauses),
            _ when !picture.OwnChild => new(Verdict.NotAllowed, "Parents picture their own child.", clauses),
            { ParentsNeedEventLeave: true } when !picture.EventAllowsPictures =>
                new(Verdict.NotYet, "This event has not been marked for family pictures.", clauses) { Needs = ["The school marks the event"] },
            _ => new(Verdict.Allowed, "For the family's own use.", settings.ClausesOf(ImageLine.ParentsAtEvents, ImageLine.ParentSharing)),
        };
    }

    private static PackDecision OnOwnDevice(ImageSettings settings, PictureFacts picture)
    {
        var clauses = settings.ClausesOf(ImageLine.OwnDevice);
        if (settings.StaffOwnDevice == OwnDeviceImages.NotStated)
        {
            return new(Verdict.NotStated, "The policy does not say whether an own device may be used.", []);
        }

        if (settings.StaffOwnDevice == OwnDeviceImages.Never)
        {
            return new(Verdict.NotAllowed, "Pictures are taken on school equipment only.", clauses);
        }

        if (settings.StaffOwnDevice == OwnDeviceImages.WhenNoSchoolDevice && picture.SchoolDeviceAtHand)
        {
            return new(Verdict.NotAllowed, "A school device is at hand: use it.", clauses);
        }

        if (settings.StaffOwnDevice == OwnDeviceImages.ForNamedUses && !settings.OwnDeviceUses.Contains(picture.Use))
        {
            return new(Verdict.NotAllowed, "An own device is not for this use.", clauses);
        }

        if (settings.OwnDeviceLeaveBy.Count > 0 && !picture.HasLeave)
        {
            return new(Verdict.NotYet, "Leave comes first.", clauses) { Needs = ["Ask for leave, and have it written down"] };
        }

        return new(Verdict.Allowed, "An own device may be used.", settings.ClausesOf(ImageLine.OwnDevice, ImageLine.Wipe))
        {
            Terms = settings.OwnDeviceWipeHours is { } hours
                ? [$"Moved to the school's systems and wiped within {hours} {(hours == 1 ? "hour" : "hours")} of being {(settings.OwnDeviceWipeFrom == WipeFrom.Used ? "used" : "taken")}"]
                : [],
        };
    }
}
