namespace Tutela.Web.Modules.People.Rosters;

/// <summary>The files of OneRoster 1.1 and 1.2 that Tutela reads. Columns that 1.2 added stand after those of 1.1.</summary>
internal static class OneRosterTables
{
    public static readonly RosterTable Manifest = new(RosterKind.School, "propertyName*,value*");

    public static readonly RosterTable Orgs = new(RosterKind.School, "sourcedId*,status,dateLastModified,name*,type*,identifier,parentSourcedId");

    public static readonly RosterTable Sessions = new(RosterKind.Term,
        "sourcedId*,status,dateLastModified,title*,type,startDate*,endDate*,parentSourcedId,schoolYear");

    public static readonly RosterTable Courses = new(RosterKind.Class,
        "sourcedId*,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes");

    public static readonly RosterTable Classes = new(RosterKind.Class,
        "sourcedId*,status,dateLastModified,title*,grades,courseSourcedId,classCode,classType,location,schoolSourcedId*,termSourcedIds,subjects,subjectCodes,periods");

    public static readonly RosterTable Users = new(RosterKind.Person,
        "sourcedId*,status,dateLastModified,enabledUser,orgSourcedIds*,role*,username,userIds,givenName*,familyName*,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password");

    public static readonly RosterTable Users12 = new(RosterKind.Person,
        "sourcedId*,status,dateLastModified,enabledUser,username,userIds,givenName*,familyName*,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password," +
        "userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns");

    public static readonly RosterTable Roles = new(RosterKind.Person,
        "sourcedId,status,dateLastModified,userSourcedId*,roleType,role*,beginDate,endDate,orgSourcedId*,userProfileSourcedId");

    public static readonly RosterTable Enrolments = new(RosterKind.Enrolment,
        "sourcedId*,status,dateLastModified,classSourcedId*,schoolSourcedId,userSourcedId*,role*,primary,beginDate,endDate",
        "startDate=beginDate");

    public static readonly RosterTable Demographics = new(RosterKind.Person,
        "sourcedId*,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white," +
        "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus",
        "userSourcedId=sourcedId");
}
