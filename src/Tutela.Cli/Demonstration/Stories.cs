using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using static Tutela.Cli.Demonstration.Play;

namespace Tutela.Cli.Demonstration;

/// <summary>Two terms of concerns, invented, as plain and as careful as such accounts should be.</summary>
internal static partial class Stories
{
    private static readonly OnlineRisk[] Content = [OnlineRisk.Content], Contact = [OnlineRisk.Contact], Conduct = [OnlineRisk.Conduct], Commerce = [OnlineRisk.Commerce];

    /// <summary>So many school days ago one report lay unread until it went to the deputy.</summary>
    public const int LeftUnread = 41;

    // The child of whom there are several concerns, for the chronology.
    private static readonly string Jo = InventedPeople.PupilId(6, 0, 4);

    private static string Pupil(int year, int form, int number) => InventedPeople.PupilId(year, form, number);

    public static readonly Story[] All =
    [
        new(119, "teacher-5-0", Contact, ["details-shared"], "{0} told the class that somebody in a game had asked which school the class goes to, and that {0} had told them. It was a game with open chat.",
            [Decide(0, Decision.AdviceGiven, "The name of the school was given, but no surname, address or picture. The account in the game is blocked."),
            Intervene(0, "Talked with {0} about what not to tell people whom one only knows from a game. {0} showed how to block and report, and did both."),
            Action(1, "Call home: settings of the game's chat", "teacher-5-0", 2),
            Done(3, "Called. The family has switched open chat off and keeps the tablet downstairs."),
            .. End(3, "Chat is off at home and {0} knows whom to tell. Nothing more has come of it.", "Thank you. This was looked into and the family is helping. Please tell me if you notice anything else.")])
        { ChildWords = "They were nice and they wanted to come to our sports day.", Children = [(Pupil(5, 0, 3), Part.Harmed)], Did = "Thanked {0} for telling and asked the class not to look for the person." },

        new(115, "assistant-3-0", Content, ["other-content"], "During free time {0} searched for a cartoon and a video of it with frightening pictures came up. {0} was upset and two others saw it.",
            [Decide(0, Decision.AdviceGiven, "A search that nobody meant. Safe search was on; the site itself is not meant for small children."),
            Action(0, "Ask ICT support to look at the video site for Key Stage 2", "computing-lead", 3),
            Done(2, "The site is refused for pupils now. The class uses the school's own video page."),
            .. End(2, "The site is refused; {0} was calm the same afternoon and the families were told at the gate.", "The site is now refused for pupils. Closing the lid and telling an adult was just right.")])
        { Children = [(Pupil(3, 0, 8), Part.Harmed), (Pupil(3, 0, 9), Part.Witness), (Pupil(3, 0, 11), Part.Witness)], Did = "Closed the lid, sat with {0}, told the class teacher." },

        new(108, "lunch-1", Conduct, ["cyber-bullying"], "{1} said to {0} in the queue that everybody in the class group had voted {0} out, and laughed. {0} cried. I do not know which group is meant.",
            [Decide(0, Decision.OpenCase, "It may have been going on for some time in a group outside school. We need to hear all of them."),
            Note(1, "Spoke with {0} alone. The group is on a messaging app that none of them is old enough for. {0} has been put out of it and let in again three times in two weeks."),
            Bullying(1, Answer.Yes, Answer.Yes, Answer.Yes, true, "Three times in two weeks, on purpose, by several against one."),
            Action(1, "Meet with the families of those who did it, under the behaviour policy", "senior-leader", 4, behaviour: true),
            Action(1, "Circle time about leaving people out, without names", "teacher-6-1", 5),
            Escalate(1, "The headteacher", "Several families are concerned, and it goes on outside school."),
            Done(5, "Met all three families. The group is closed; each child has said sorry to {0} in their own words.", "senior-leader"),
            Done(6, "Done on Wednesday. {0} spoke up in it without being asked.", "senior-leader"),
            Note(15, "{0} says that things are good again. The class teacher sees the same."),
            .. End(16, "The group is closed and has stayed closed. {0} is back among friends. Looked at again after two weeks.", "Thank you for acting at once. It was taken seriously and has been dealt with.")])
        { ChildWords = "They do it so I have to ask to come back.", Children = [(Pupil(6, 1, 2), Part.Harmed), (Pupil(6, 1, 5), Part.Responsible), (Pupil(6, 1, 9), Part.Responsible)] },

        new(104, "teacher-4-0", Commerce, ["scam"], "{0} was very quiet and then told me that coins had been bought in a game with a parent's card, after a message had promised that they would be doubled. It was a lot of money.",
            [Decide(0, Decision.AdviceGiven, "A trick that catches adults too. {0} was afraid of going home."),
            Intervene(0, "Rang {0}'s mother with {0} there, so that {0} did not have to tell it alone."),
            Agency(2, "The bank's fraud line, by the family", "Money was taken by a trick", "The bank has stopped the card and is looking at the payments."),
            .. End(4, "The family has a password on buying now, and {0} was not punished for telling.", "The family was very glad that you listened. It is dealt with.")])
        { ChildWords = "I thought I could give it back before anyone saw.", Children = [(Pupil(4, 0, 6), Part.Harmed)] },

        new(103, "parent", Contact, ["other-contact"], "Since the weekend {0} gets messages in a drawing app from somebody who says they are twelve and asks for a video call. {0} showed me by {0}'s own wish. We have answered nothing.",
            [Decide(0, Decision.AdviceGiven, "A stranger asks for a video call. The family did the right thing, and nothing was sent."),
            Intervene(1, "Rang the family: how to block and report in the app, and to keep the messages. {0} was told well done at school."),
            .. End(4, "The account is blocked and reported to the app. {0} knows whom to tell.", "Thank you for telling us. The account is reported. If another message comes, please keep it and tell us the same day.")])
        { HomeWhen = "Since last Saturday", Children = [("pupil", Part.Harmed)] },

        new(101, "pupil", Conduct, [], "I saw it: somebody was unkind.",
            [Decide(1, Decision.NoFurtherAction, "Spoke with the child: two friends had quarrelled in a game, and had made it up by the time it was told. Both know where to come."),
            .. End(2, "Both children say that it is over. Their teacher keeps an eye on it.", "Thank you for telling us. We talked with everybody and they are friends again. You did the right thing.")])
        { Stance = PupilStance.SawIt, ChildWords = "they were saying mean things in the bus game and one of them cryed", Children = [("pupil", Part.Witness)] },

        new(94, "computing-lead", Contact, ["adult-posing"], "{0} says that a “girl of twelve” from a drawing app has asked every evening for a week to move to another app where messages go away by themselves. {0} has not done it, but is not sure any more.",
            [Decide(0, Decision.OpenCase, "Asking to move to an app that keeps nothing is a sign that we take seriously, whoever it is."),
            Police(0, false, true, PoliceDecision.Told, "The way it is done fits an adult who is looking for contact with children.", "Reported through the national service; reference OW-A1"),
            Agency(0, "The national service for online exploitation", "Possible grooming", "Taken on. They ask the family not to delete anything."),
            Escalate(0, "The headteacher and the local authority's duty desk", "Possible grooming of a child."),
            Action(0, "Visit the family today, with the deputy", "senior-leader", 1),
            Done(1, "Visited. The family keeps the tablet and has not deleted anything. {0} is doing well and was told twice that nothing of this is their fault.", "senior-leader"),
            Note(9, "The service has written: the account belonged to an adult and has been closed. They need nothing more from {0}."),
            .. End(12, "The account is closed and others were warned. {0} has a weekly talk with the pastoral lead until half term.", "What you passed on mattered. The family and other agencies have taken it on.")])
        { ChildWords = "She said real friends don’t need their mums to say yes.", Children = [(Jo, Part.Harmed)], Did = "Told {0} that it was right to say so, and rang the safeguarding lead." },

        new(90, "assistant-6-0", Conduct, ["image-without-permission"], "On the coach back from the trip {1} took a picture of {0} asleep and sent it to some others. There is nothing improper in it, but {0} minds very much.",
            [Decide(0, Decision.AdviceGiven, "Unkind, and against the phone rules, but meant as a joke. {1} has deleted it and has asked the others to."),
            Intervene(0, "{1} and {0} talked with me. {1} understood quickly and said sorry."),
            Action(1, "Call both families", "pastoral", 2),
            Done(2, "Called both. Neither has questions.", "pastoral"),
            .. End(3, "The picture is gone from all four phones, as far as the families can see.", "Both children have talked it through. Thank you for seeing it.")])
        { Children = [(Jo, Part.Harmed), (Pupil(6, 0, 12), Part.Responsible)] },

        new(86, "teacher-2-1", Content, ["false-news"], "Several children were afraid at registration because of a video that says that the summer holidays are cancelled and that “masked people” go into schools. {0} could not stop crying.",
            [Decide(0, Decision.AdviceGiven, "A false video that goes round. No child was named in it and no school either."),
            Action(0, "Short note to all families of Key Stage 1 on what goes round and how to talk about it", "headteacher", 1),
            Done(1, "Sent to all families, with two sentences that help.", "headteacher"),
            .. End(2, "The children have stopped talking about it.", "A note has gone to all families. Thank you for telling me before break.")])
        { Children = [(Pupil(2, 1, 14), Part.Harmed)] },

        new(81, "office-1", Commerce, ["scam"], "Three parents have rung about a message that looks as if it came from the school and asks them to pay for a trip. One of them has paid.",
            [Kind(0, "It is adults who were tricked, but through the school's name.", new ChosenKind(OnlineRisk.Commerce, "phishing", "Phishing", Handling.Ordinary, false)),
            Decide(0, Decision.ReferOn, "No child was harmed. The families, the local authority's IT service and the fraud line need to know."),
            Agency(0, "Action against fraud, national line", "A false message in the school's name", "A reference was given; the number is being closed."),
            Action(0, "Tell all families which messages are ours", "business-manager", 1),
            Done(1, "Sent at half past three, and put on the first page of the website.", "senior-leader"),
            .. End(5, "Nobody else has paid. The bank has given the money back.", "Thank you. All families were told the same day.")])
        { Unnamed = "No child; three families of Years 1 and 3" },

        new(77, "teacher-1-0", Content, ["racism"], "{0} used an insult about another child's skin at playtime and said that it comes from a “funny” video channel that an older brother watches.",
            [Decide(0, Decision.AdviceGiven, "{0} is six and does not know what the word means. The channel is not meant for children."),
            Intervene(0, "Talked with {0} about the word, and with {1}, who was hurt by it."),
            Action(1, "Meet with {0}'s family about the channel", "teacher-1-0", 3),
            Done(4, "Met. They did not know the channel and have blocked it."),
            .. End(4, "Entered as a racist incident as well. {1}'s family was told what was done.", "Both families have been seen. Please tell me if you hear it again.")])
        { Children = [(Pupil(1, 0, 5), Part.Responsible), (Pupil(1, 0, 17), Part.Harmed)] },

        new(73, "pastoral", Conduct, ["other-conduct"], "{0} has told me that another child's sign-in was used to change what they had written in the shared story.",
            [Decide(1, Decision.AdviceGiven, "Done once, and {0} told it without being asked."),
            .. End(1, "Both have new passwords. {0} has put the story right.", "New passwords are given. Well done for making it easy to tell.")])
        { Children = [(Pupil(5, 1, 6), Part.Responsible)] },
    ];
}
