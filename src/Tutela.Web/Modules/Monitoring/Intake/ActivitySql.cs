namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>The statements of <see cref="ActivityIntake"/>, in order. Dictionaries are filled in one order of their words, so that two segments
/// at once do not wait for each other in a ring.</summary>
internal static class ActivitySql
{
    public const string Temporary = """
        create temporary table activity_in (at timestamptz, day date, client inet, device text, user_name text, profile text, group_name text,
            name text, type text, category text, list text, rule text, refused boolean, count integer) on commit drop
        """;

    public const string Copy = "copy activity_in (at, day, client, device, user_name, profile, group_name, name, type, category, list, rule, refused, count) from stdin (format binary)";

    private const string School = "current_setting('tutela.school_id')::uuid";

    /// <summary>Held shared while words are looked up and used, alone while unused ones are forgotten.</summary>
    public const string WordsLock = "hashtextextended('activity-words:' || current_setting('tutela.school_id'), 0)";

    public static readonly string[] Statements =
    [
        $"select pg_advisory_xact_lock_shared({WordsLock})",
        "analyze activity_in",
        "select system.make_activity_day(d) from (select distinct (at at time zone 'UTC')::date as d from activity_in) days",
        $"""
        insert into school.activity_names (school_id, name)
        select {School}, w.name from (select name from activity_in union select rule from activity_in where rule <> '') w
        where not exists (select from school.activity_names n where n.school_id = {School} and n.name = w.name)
        order by w.name on conflict do nothing
        """,
        $"""
        insert into school.activity_sources (school_id, client, device, user_name, profile, group_name)
        select {School}, s.* from (select distinct client, device, user_name, profile, group_name from activity_in) s
        where not exists (select from school.activity_sources k where k.school_id = {School} and (k.client, k.device, k.user_name, k.profile, k.group_name) = (s.client, s.device, s.user_name, s.profile, s.group_name))
        order by s.client, s.device, s.user_name, s.profile, s.group_name on conflict do nothing
        """,
        $"""
        insert into school.activity_reasons (school_id, refused, category, list, type)
        select {School}, s.* from (select distinct refused, category, list, type from activity_in) s
        where not exists (select from school.activity_reasons k where k.school_id = {School} and (k.refused, k.category, k.list, k.type) = (s.refused, s.category, s.list, s.type))
        order by s.refused, s.category, s.list, s.type on conflict do nothing
        """,
        $"""
        insert into school.activity (school_id, at, name_id, rule_id, source_id, reason_id, refused, count)
        select {School}, i.at, n.id, r.id, s.id, w.id, i.refused, i.count
        from activity_in i
        join school.activity_names n on n.school_id = {School} and n.name = i.name
        left join school.activity_names r on r.school_id = {School} and i.rule <> '' and r.name = i.rule
        join school.activity_sources s on s.school_id = {School} and (s.client, s.device, s.user_name, s.profile, s.group_name) = (i.client, i.device, i.user_name, i.profile, i.group_name)
        join school.activity_reasons w on w.school_id = {School} and (w.refused, w.category, w.list, w.type) = (i.refused, i.category, i.list, i.type)
        """,
        $"""
        insert into school.activity_days (school_id, day, group_name, category, refused, count)
        select {School}, day, group_name, category, refused, sum(count) from activity_in group by day, group_name, category, refused order by day, group_name, category, refused
        on conflict (school_id, day, group_name, category, refused) do update set count = activity_days.count + excluded.count
        """,
    ];
}
