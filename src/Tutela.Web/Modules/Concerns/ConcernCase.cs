using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns;

/// <summary>The rules about people: to whom it goes, who reads it, who owns it, which children it is about, who acts.</summary>
public sealed partial class Concern
{
    /// <summary>Sets the kinds when it is made; the safeguarding lead may change them later.</summary>
    public void Classify(IEnumerable<ChosenKind> kinds, DateTimeOffset at)
    {
        foreach (var kind in kinds)
        {
            Kinds.Add(new ConcernKind { Id = Guid.CreateVersion7(at), ConcernId = Id, Risk = kind.Risk, Subtype = kind.Subtype, Name = kind.Name, Handling = kind.Handling, Consent = kind.Consent });
            Urgent |= kind.Urgent;
        }
    }

    public void MarkUrgent() => Urgent = true;

    public ConcernEntry Reclassify(IReadOnlyList<ChosenKind> kinds, string reason, Doer by)
    {
        Step(CaseAct.Reclassify);
        if (kinds.Count == 0) throw new Refused("Choose one or more kinds", "Input.Risks");
        Needs(reason, "Give the reason for the change", "Input.Reason");
        var before = string.Join(", ", CurrentKinds.Select(k => k.Name ?? k.Risk.ToString()));
        foreach (var kind in CurrentKinds.ToList()) kind.EndedAt = by.At;
        Urgent = false;
        Classify(kinds, by.At);
        var after = string.Join(", ", CurrentKinds.Select(k => k.Name ?? k.Risk.ToString()));
        return Add(EntryKind.Reclassified, by, $"{(before.Length == 0 ? "" : $"Was: {before}. ")}Now: {after}. {reason.Trim()}");
    }

    public ConcernEntry Reported(Doer by, string text) => Add(EntryKind.Reported, by, text);

    /// <summary>It goes to these people by role; the first of them is its owner. The first time it is sent, later it is passed on.</summary>
    public ConcernEntry SendTo(int level, Role role, IReadOnlyList<(Guid Id, string Name)> people, DateTimeOffset? nextDue, Doer by)
    {
        var first = CascadeLevel < 0;
        (CascadeLevel, NextDue) = (level, nextDue);
        Tell(people, role, Standing.Handles, by.At);
        if (!OwnerByName && (first || OwnerId is null)) OwnerId = people[0].Id;
        var names = string.Join(", ", people.Select(p => p.Name));
        return Add(first ? EntryKind.SentTo : EntryKind.PassedOn, by, first ? $"To {names} ({role.Name()})" : $"Unread, so it goes to {names} ({role.Name()}) as well");
    }

    /// <summary>Nobody is left to pass it to: everybody is told again.</summary>
    public ConcernEntry StillUnread(DateTimeOffset nextDue, Doer by)
    {
        NextDue = nextDue;
        return Add(EntryKind.PassedOn, by, "Still unread: everybody it went to is told again");
    }

    public ConcernEntry GoesToNobody(DateTimeOffset nextDue, Doer by)
    {
        NextDue = nextDue;
        return Add(EntryKind.RoleEmpty, by, "Nobody holds a role that concerns go to. The administrators have been told that the role is empty");
    }

    /// <summary>An adult whom the child chose: told, without the case.</summary>
    public void TellChosen((Guid Id, string Name) person, Doer by)
    {
        Tell([person], null, Standing.Told, by.At);
        Add(EntryKind.SentTo, by, $"To {person.Name}, whom the child chose to tell");
    }

    /// <summary>Null when it had been read before.</summary>
    public ConcernEntry? Read(Doer by)
    {
        if (ReadAt is not null) return null;
        (ReadAt, ReadById, NextDue) = (by.At, by.Id, null);
        return Add(EntryKind.Read, by, "Opened for the first time");
    }

    public ConcernEntry HandOn((Guid Id, string Name) to, string reason, Doer by)
    {
        Step(CaseAct.HandOn);
        if (to.Id == OwnerId) throw new Refused($"{to.Name} has it already", "Input.PersonId");
        if (People.Any(p => p.PersonId == to.Id && p.EndedAt is null)) throw new Refused("Nobody deals with a concern about themselves", "Input.PersonId");
        Needs(reason, "Give the reason for handing it on", "Input.Reason");
        foreach (var named in Recipients.Where(r => r is { Role: null, Standing: Standing.Handles, EndedAt: null })) named.EndedAt = by.At;
        Tell([to], null, Standing.Handles, by.At);
        (OwnerId, OwnerByName) = (to.Id, true);
        return Add(EntryKind.HandedOn, by, $"To {to.Name}. {reason.Trim()}");
    }

    /// <summary>The person to whom it was handed by name is no longer at the school.</summary>
    public void OwnerLeft() => OwnerByName = false;

    /// <summary>The role of the owner changed hands.</summary>
    public ConcernEntry Inherit((Guid Id, string Name) owner, Role role, Doer by)
    {
        OwnerId = owner.Id;
        Tell([owner], role, Standing.Handles, by.At);
        return Add(EntryKind.HandedOn, by, $"To {owner.Name}, who is now {role.Name().ToLowerInvariant()}");
    }

    public ConcernEntry LinkChild((Guid Id, string Name) child, Part part, string why, Doer by)
    {
        Step(CaseAct.LinkChild);
        if (People.Any(p => p.PersonId == child.Id && p.EndedAt is null)) throw new Refused($"{child.Name} is in this concern already", "Input.PersonId");
        Needs(why, "Say why you link this child", "Input.Why");
        AddPerson(child.Id, part, by);
        return Add(EntryKind.ChildLinked, by, $"{child.Name}: {part.Name()}. {why.Trim()}");
    }

    public ConcernEntry UnlinkChild(Guid personId, string name, string why, Doer by)
    {
        Step(CaseAct.LinkChild);
        var link = People.SingleOrDefault(p => p.PersonId == personId && p.EndedAt is null) ?? throw new NotFound();
        Needs(why, "Say why this child does not belong to the concern", "Input.Why");
        link.EndedAt = by.At;
        return Add(EntryKind.ChildUnlinked, by, $"{name}. {why.Trim()}");
    }

    public void AddPerson(Guid personId, Part part, Doer by) =>
        People.Add(new ConcernPerson { Id = Guid.CreateVersion7(by.At), ConcernId = Id, PersonId = personId, Part = part, AddedAt = by.At, AddedById = by.Id });

    public ConcernAction AddAction(string text, (Guid Id, string Name) owner, DateOnly dueOn, bool underBehaviourPolicy, DateOnly today, Doer by)
    {
        Step(CaseAct.AddAction);
        Needs(text, "Say what is to be done", "Input.Text");
        if (dueOn < today) throw new Refused("Choose a day from today on", "Input.DueOn");
        if (People.Any(p => p.PersonId == owner.Id && p.EndedAt is null)) throw new Refused("Nobody acts in a concern about themselves", "Input.OwnerId");
        var action = new ConcernAction
        {
            Id = Guid.CreateVersion7(by.At),
            ConcernId = Id,
            Text = text.Trim(),
            OwnerId = owner.Id,
            DueOn = dueOn,
            UnderBehaviourPolicy = underBehaviourPolicy,
            AddedAt = by.At,
            AddedById = by.PersonId,
        };
        Actions.Add(action);
        Add(EntryKind.ActionAdded, by, $"{action.Text} ({owner.Name}, by {DateText.Day(dueOn)}{(underBehaviourPolicy ? ", under the behaviour policy" : "")})");
        return action;
    }

    public ConcernEntry DoAction(ConcernAction action, string note, Doer by)
    {
        Step(CaseAct.DoAction);
        if (action.DoneAt is not null) throw new Refused("This action is done already.");
        Needs(note, "Say what was done", "Input.Note");
        (action.DoneAt, action.DoneById, action.DoneNote) = (by.At, by.Id, note.Trim());
        return Add(EntryKind.ActionDone, by, $"{action.Text}: {action.DoneNote}");
    }

    public ConcernEntry AddContact(string agency, DateOnly on, string reason, string outcome, DateOnly today, Doer by)
    {
        Step(CaseAct.Agency);
        Needs(agency, "Enter the agency or service", "Input.Agency");
        if (on > today) throw new Refused("The day of contact cannot be in the future", "Input.On");
        Needs(reason, "Say why you were in contact", "Input.Reason");
        Needs(outcome, "Say what came of it", "Input.Outcome");
        var contact = new AgencyContact { Id = Guid.CreateVersion7(by.At), ConcernId = Id, Agency = agency.Trim(), On = on, Reason = reason.Trim(), Outcome = outcome.Trim(), AddedAt = by.At, AddedById = by.PersonId };
        Contacts.Add(contact);
        return Add(EntryKind.AgencyContacted, by, $"{contact.Agency}, {DateText.Day(on)}. Why: {contact.Reason}\nOutcome: {contact.Outcome}");
    }

    private void Tell(IEnumerable<(Guid Id, string Name)> people, Role? role, Standing standing, DateTimeOffset at)
    {
        foreach (var (id, _) in people)
        {
            if (Recipients.Any(r => r.PersonId == id && r.Role == role && r.Standing == standing && r.EndedAt is null)) continue;
            Recipients.Add(new ConcernRecipient { Id = Guid.CreateVersion7(at), ConcernId = Id, PersonId = id, Role = role, Standing = standing, ToldAt = at });
        }
    }
}
