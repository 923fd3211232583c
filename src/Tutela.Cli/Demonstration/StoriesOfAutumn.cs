using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using static Tutela.Cli.Demonstration.Play;

namespace Tutela.Cli.Demonstration;

/// <summary>The later of the two terms: the last of these are not closed.</summary>
internal static partial class Stories
{
    public static readonly Story[] Later =
    [
        new(66, "teacher-5-1", Contact, ["peer-pressure"], "{0} is being pressed by older children from another school to send them points in a game, each day, or “everybody will know”. {0} will not say what everybody would know.",
            [Decide(0, Decision.OpenCase, "Pressure over days, with a threat. We do not know yet what is behind it."),
            Note(1, "{0} has told the pastoral lead: it is about a lie that {0} told about a holiday. There is no picture and nothing worse."),
            Agency(2, "The other school's safeguarding lead", "Their pupils press ours", "They have found both children and talk with them and their families."),
            Escalate(2, "The other school's safeguarding lead", "What is done there is theirs to deal with."),
            .. End(9, "It has stopped. {0} has told the friends the truth, and they laughed together.", "It has been dealt with together with another school.")])
        { ChildWords = "If I don’t pay they will tell and then nobody will like me.", Children = [(Pupil(5, 1, 13), Part.Harmed)] },

        new(62, "teacher-0-1", Content, ["other-content"], "{0} acts out fighting scenes at playtime and names a game that is for adults. {0} says that it is played at home “with my cousin”.",
            [Decide(0, Decision.AdviceGiven, "A game for adults in a home with a four-year-old. The family should hear it from somebody whom they know."),
            Action(0, "Talk with the family at pick-up, kindly", "teacher-0-1", 2),
            Done(2, "Talked. The cousin plays in another room now, with headphones."),
            .. End(5, "{0} plays other things now. The class teacher has not heard it again.", "Thank you. Good talk; nothing more is needed now.")])
        { Children = [(Pupil(0, 1, 21), Part.Harmed)] },

        new(57, "assistant-5-0", Conduct, ["cyber-bullying"], "A made-up account with {0}'s name and a picture of a pig has been sent round in Year 5. {0} found it out in the cloakroom and went white.",
            [Decide(0, Decision.OpenCase, "An account in a child's name, made to hurt. We find out who is behind it and have it closed."),
            Bullying(0, Answer.NotKnown, Answer.Yes, Answer.No, true, "Once, as far as we know, but seen by many and meant to hurt: the school treats it as bullying."),
            Agency(0, "The app's safety team", "A false account of a child", "Closed on the next day."),
            Action(1, "Find out who made it, and meet with the family under the behaviour policy", "senior-leader", 3, behaviour: true),
            Done(4, "{1} made it, alone, after a quarrel over football. Met with the family; two lunchtimes with the deputy.", "senior-leader"),
            Escalate(4, "The headteacher", "Because many children had seen it."),
            .. End(12, "The account is closed. {0} and {1} sit apart by {0}'s wish and are all right. Looked at again after a week.", "The account is gone and it has been dealt with under the behaviour policy.")])
        { Children = [(Pupil(5, 0, 10), Part.Harmed), (Pupil(5, 0, 19), Part.Responsible)] },

        new(53, Pupil(3, 1, 7), Content, [], "It happened to me: something bad or scary on a screen.",
            [Decide(0, Decision.AdviceGiven, "Talked with the child and the grown-up whom the child trusts. It was a trailer before a film, at home."),
            .. End(1, "The child slept well. The family uses the children's profile now.", "Thank you for telling us. It was right to look away and to tell. We told your family how to stop those films.")])
        { Stance = PupilStance.ToMe, ChildWords = "there was a clown and he lookd at me", Children = [(Pupil(3, 1, 7), Part.Harmed)] },

        new(49, "computing-lead", Content, ["misogyny"], "{0} and some others have begun to rank the girls of the class and say words that they have from videos of a man who tells boys that girls must obey.",
            [Decide(0, Decision.OpenCase, "Not one silly sentence, but several children over a week. It needs the whole class and the families."),
            Intervene(1, "Spoke with {0} and the other two, one by one. None had thought of how it sounds to those who are ranked."),
            Action(1, "Two lessons in Year 6 on who earns money with such videos, and how", "computing-lead", 10),
            Action(1, "Meet with three families", "senior-leader", 5),
            Done(6, "Met two families; the third by telephone. All were surprised and glad to know.", "senior-leader"),
            Done(11, "Both lessons taught. The class found the adverts behind the videos by themselves.", "computing-lead"),
            .. End(14, "The ranking has stopped. The girls were asked, in private, and say so too.", "Your note started a very good piece of work in Year 6. Thank you.")])
        { Children = [(Pupil(6, 0, 15), Part.Responsible), (Jo, Part.Witness)] },

        new(LeftUnread, "assistant-2-1", Contact, ["other-contact"], "A message to {0} came up on the class tablet from somebody called “Bestie99”, asking what {0} is wearing. I took the tablet away at once. I do not think that {0} read it.",
            [new(2, CaseAct.Triage, s =>
            {
                s.Concern.Triage(Decision.OpenCase, s.Fill("It came through an app that should not be on the tablet. We do not know who wrote it."), false, 1, s.By);
                return "It came through an app that should not be on the tablet.";
            }, "senior-leader"),
            Police(2, false, true, PoliceDecision.Told, "A question like that to a child of six is for the police to look into.", "Reported on the non-emergency line, OW-B7"),
            Action(2, "Find out how the app came onto the tablet and take it off all of them", "ict-support", 3),
            Done(3, "It came with a “free colouring” app. Both are off all tablets, and adding apps is switched off."),
            Escalate(3, "The local authority's duty desk", "A stranger wrote to a child in school."),
            Note(13, "The police have closed it: the account wrote to thousands at random and is gone."),
            .. End(14, "No more messages. {0} knows nothing of it and the family agrees to leave it so.", "Thank you. Taking the tablet away at once kept the child from reading it.")])
        { Children = [(Pupil(2, 1, 3), Part.Harmed)], Did = "Took the tablet, wrote down the time, did not answer." },

        new(38, "teacher", Commerce, ["improper-advert"], "A times-tables site that we use shows adverts for a betting game between the questions. {0} asked what “free spins” are.",
            [Decide(0, Decision.AdviceGiven, "The site has changed since we chose it."),
            Action(0, "Choose another site and tell all classes", "computing-lead", 4),
            Done(3, "We use one without adverts now. All teachers know.", "computing-lead"),
            .. End(4, "The site is refused. Nothing was bought or played.", "The site is off our list. Thank you for asking rather than clicking it away.")])
        { Children = [(Pupil(4, 1, 8), Part.Witness)] },

        new(34, "computing-lead", Conduct, ["other-conduct"], "{0} has stayed up until one in the morning three times this week in a call with others, and fell asleep in maths. {0} says that whoever leaves first “is out”.",
            [Decide(0, Decision.OpenCase, "It is the third time that something online weighs on {0}. We look at all of it together."),
            Link(0, Pupil(6, 0, 12), "Is in the same calls"),
            Action(0, "Meet with the family about nights and screens", "pastoral", 3),
            Done(2, "Met with both parents. Screens sleep in the kitchen from eight. They ask for a talk after half term.", "pastoral"),
            Agency(5, "The early help team", "Support for the family with routines", "Two visits agreed."),
            Escalate(5, "The early help team", "The family asks for help, and we agree."),
            .. End(20, "{0} is rested. Early help has finished its visits. The pastoral lead goes on seeing {0} each week.", "The family has had support and it is going well.")])
        { ChildWords = "You can’t just go to bed, then they don’t ask you again.", Children = [(Jo, Part.Harmed)] },

        new(31, "teacher-3-1", Contact, ["advertising"], "Five children in my class want the same cream for “glass skin” after videos by a girl who is paid for it. {0} came with a red rash.",
            [Decide(0, Decision.AdviceGiven, "Selling to children, dressed as friendship. No harm meant by anybody here."),
            .. End(2, "The school nurse saw {0}. A lesson on paid videos is planned for Years 3 and 4.", "The nurse has seen the child. Thank you, and yes to your idea for a lesson.")])
        { Children = [(Pupil(3, 1, 19), Part.Harmed)] },

        new(27, "lunch-2", Conduct, ["sharing-pornography"], "A child showed others something on a phone behind the shed that made them run away. I did not look at it. It was {0}'s phone; {1} came and told me.",
            [Decide(0, Decision.OpenCase, "We do not look and we do not ask to be shown. The phone is switched off and in the safe."),
            Police(0, true, false, PoliceDecision.NotTold, "After advice from the duty desk: as told by two children it was adult material that an older cousin had sent, not an image of a child. The family deals with the phone."),
            Agency(0, "The local authority's duty desk", "Advice: what was shown, who sent it", "A social worker visits the family and speaks with the cousin's family."),
            Escalate(0, "The local authority's duty desk", "Somebody older sent it to a child."),
            Action(0, "See each of the three children who saw it, and their families", "pastoral", 1),
            Done(1, "Seen all three. One family would like another talk next week.", "pastoral"),
            .. End(13, "The social worker has closed it. {0}'s phone stays at home. The three children are well.", "You did it just right: you did not look, and you told at once.")])
        { Children = [(Pupil(6, 1, 18), Part.Responsible), (Pupil(6, 1, 21), Part.Witness)], Did = "Took the phone without looking at it, switched it off, gave it to the office." },

        new(22, "teacher", Commerce, ["gambling"], "{0} explained to the table how one gets “free chances” if one watches adverts, and had it open on the class tablet at wet play.",
            [Decide(0, Decision.AdviceGiven, "No money was used. {0} thinks of it as a game, which is how it is made."),
            .. End(3, "Talked with {0} and the family. The name is refused now.", "Talked with the family. The name is refused now.")])
        { Children = [(Pupil(4, 1, 11), Part.Responsible)] },

        new(19, "cover-1", Contact, ["grooming"], "While I covered Year 6 {0} asked whether it is strange if a coach writes messages at night. {0} then said that it was about somebody in a book.",
            [Decide(0, Decision.OpenCase, "It may be a book. It may not. We listen again, without pressing."),
            Police(0, false, false, PoliceDecision.NotTold, "Nothing is known yet that the police could act on. To be decided again if {0} says more."),
            Intervene(1, "{0} spoke with me for half an hour, mostly about football. A second talk is planned.", "senior-leader"),
            Escalate(2, "The local authority's designated officer, for advice", "If it is true, it is about an adult who works with children."),
            Action(2, "Second talk with {0}", "pastoral", 12),
            Action(2, "Ask the club for its code on messages to children, without a name", "headteacher", 18)])
        { ChildWords = "It’s just in a book. But is it, though?", Children = [(Pupil(6, 1, 26), Part.Harmed)], Did = "Said that it is always all right to ask, and told nobody else." },

        new(16, "teacher-1-1", Content, ["other-content"], "{0} told the class at carpet time about a film with a doll that kills people, in detail. Some are now afraid of the dolls in the role play corner.",
            [Decide(0, Decision.AdviceGiven, "Seen at home with an older sister. The family was shocked to hear it."),
            .. End(2, "The dolls are back in the corner. {0} tells about other things.", "The family knows and is helping. Thank you.")])
        { Children = [(Pupil(1, 1, 9), Part.Harmed)] },

        new(13, Pupil(5, 0, 22), Conduct, [], "It happened to me: somebody was unkind.",
            [Decide(0, Decision.OpenCase, "The child says that it has been going on since the start of term, in a group of eight."),
            Note(1, "Heard the child with the class teacher there, as the child wished. Names of the group are written in the record system."),
            Bullying(2, Answer.Yes, Answer.Yes, Answer.Yes, true, "Since the start of term, by several, and on purpose."),
            Action(2, "Meet with the families of the group, under the behaviour policy", "senior-leader", 14, behaviour: true),
            Feedback(2, "We believe you and we are doing something about it. You can come to us at any time, also in the middle of a lesson.")])
        { Stance = PupilStance.ToMe, ChildWords = "they make a new group evry time so im not in it and then they tell me what they said about me", Children = [(Pupil(5, 0, 22), Part.Harmed)] },

        new(10, "assistant-4-1", Conduct, ["image-without-permission"], "{0} wore a watch with a camera in the changing room at swimming. {1} called out that pictures had been taken. I did not look at the watch.",
            [Decide(0, Decision.OpenCase, "We do not know whether there are pictures, and nobody looks. The watch is switched off and in the safe."),
            Police(0, true, true, PoliceDecision.Told, "If there are pictures, they may be illegal, also when a child took them. The police say how to go on.", "Non-emergency line, OW-C3"),
            Escalate(0, "The police and the local authority's duty desk", "It may be illegal, and several children are in it."),
            Agency(0, "The local authority's duty desk", "A camera in a changing room, worn by a child", "A meeting is set for next week. Until then the families of those who were there are told that something happened, and no more."),
            Action(0, "See {0} with the family; keep it kind", "dsl", 2),
            Done(2, "Seen. {0} wanted to be funny and is very frightened now. The family has support from early help."),
            Action(2, "Meet with the families of those who were there, after the meeting with the agencies", "headteacher", 10),
            Action(2, "Watches stay in the classroom at swimming, from today", "teacher", 1),
            Done(3, "Told the class and the families. A box is there.")])
        { Children = [(Pupil(4, 1, 16), Part.Responsible), (Pupil(4, 1, 20), Part.Witness)], Did = "Sent everybody to dress, took the watch without looking at it." },

        new(7, "teacher-2-0", Commerce, ["other-commerce"], "{0} sells “rare” cards from a game to others for lunch money, and says that an app tells what they are worth.",
            [Decide(0, Decision.AdviceGiven, "Not much money, but several children had no lunch."),
            Action(1, "Talk with {0} and the family; money is given back", "teacher-2-0", 8)])
        { Children = [(Pupil(2, 0, 24), Part.Responsible)] },

        new(5, "assistant-1-0", Content, ["self-harm"], "{0} drew a picture and said that it is from a video of “how to make the sad go out”. I do not want to write more about the picture here; it is with me.",
            [Decide(0, Decision.OpenCase, "A child of five has seen something about self-harm, or has heard of it. Both need care today."),
            Intervene(0, "Sat with {0} and a trusted adult. {0} has seen it on a sister's telephone and does not want to do it. There are no marks, the school nurse says."),
            Escalate(0, "The school nurse and the family", "Somebody in the family may need help."),
            Action(0, "Call with the secondary school of the sister", "dsl", 1),
            Done(1, "Called. They are already helping the sister; the family knows and is glad."),
            Action(1, "Look in on {0} each day this week", "pastoral", 9),
            Action(1, "Talk with the family again, with the school nurse", "dsl", 7)])
        { ChildWords = "It makes the sad go out but it’s ouchy.", Children = [(Pupil(1, 0, 13), Part.Harmed)], Did = "Stayed with {0}, asked nothing more, came straight to the safeguarding lead." },

        new(3, "teacher", Conduct, ["other-conduct"], "{0} and two others have found out how to see each other's screens in the shared drawing and write rude words into it. It is funny to them; one child is not laughing.",
            [Opened(1)])
        { Children = [(Pupil(4, 1, 5), Part.Responsible), (Pupil(4, 1, 23), Part.Harmed)], Did = "Stopped the lesson for a minute and said what I think of it." },

        new(2, "cover-2", Contact, ["details-shared"], "In the homework club {0} read the family's address aloud into a quiz with an open microphone. I muted it. I do not know who was in the quiz.",
            [Decide(1, Decision.AdviceGiven, "The quiz was open to anybody with the link. The family has been rung; nothing has come of it so far."),
            Action(1, "Choose a quiz that is closed for the homework club", "computing-lead", 5)])
        { Children = [(Pupil(5, 1, 2), Part.Harmed)] },
    ];

    /// <summary>Reported today, with the minutes before now.</summary>
    public static readonly (Story Story, int MinutesAgo)[] Fresh =
    [
        (new Story(1, "teacher-5-0", Contact, ["planned-meeting"], "{0} asked me how one gets to the bus station by oneself, and then said that somebody from a game wants to meet there on Saturday. {0} has not told anybody at home.")
        { ChildWords = "He’s thirteen and he’s really good at building. He said don’t make it a big thing.", Children = [(Pupil(5, 0, 16), Part.Harmed)], Did = "Thanked {0} for telling. Said that I must pass it on, and that {0} is not in trouble." }, 23),
        (new Story(1, "lunch-3", Conduct, ["cyber-bullying"], "{0} did not want to go out to play, because of what “everybody” had written last night. {0} would not say more to me. {1} was named.")
        { Children = [(Pupil(6, 0, 8), Part.Harmed), (Pupil(6, 0, 20), Part.Responsible)] }, 6),
    ];
}
