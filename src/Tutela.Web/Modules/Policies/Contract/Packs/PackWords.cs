namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Choices of the phone and image settings as people read them.</summary>
public static class PackWords
{
    public static string Of(OffSitePhones choice) => choice switch
    {
        OffSitePhones.NotStated => "not stated",
        OffSitePhones.StayAtHome => "phones stay at home",
        OffSitePhones.LeftInSchool => "phones stay put away in school",
        OffSitePhones.HandedToLeader => "phones are handed to the adult in charge",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    public static string Of(PhoneOffPoint choice) => choice switch
    {
        PhoneOffPoint.AtTheGate => "from the gate",
        PhoneOffPoint.AtTheDoor => "from the door",
        PhoneOffPoint.WhenHandedIn => "when it is handed in",
        PhoneOffPoint.OnSchoolProperty => "everywhere on school property",
        PhoneOffPoint.NotStated => "at a moment that is not stated",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    public static string Of(PhoneStorage choice) => choice switch
    {
        PhoneStorage.ClassroomBox => "in the classroom box",
        PhoneStorage.ClassTeacher => "by the class teacher",
        PhoneStorage.TeachingAssistant => "by a teaching assistant",
        PhoneStorage.OtherPlace => "in the place that is meant for it",
        PhoneStorage.Locker => "in the pupil's own locker",
        PhoneStorage.Office => "in the school office",
        PhoneStorage.NotStated => "in a place that is not stated",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    public static string Of(ConsentGiver giver) => giver switch
    {
        ConsentGiver.Parent => "a parent",
        ConsentGiver.Pupil => "the pupil",
        ConsentGiver.SeniorLeader => "a senior leader",
        ConsentGiver.Headteacher => "the headteacher",
        ConsentGiver.PicturedStaff => "the member of staff in the picture",
        _ => throw new ArgumentOutOfRangeException(nameof(giver), giver, null),
    };
}
