-- Two segments that bring a new day at the same moment: whoever waits for the lock must look anew. to_regclass answers from what the session had
-- found before it waited, which an advisory lock does not refresh; a query of the catalogue sees what was committed meanwhile.
create or replace function system.make_activity_day(day date) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
    part text := 'activity_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass('school.' || part) is not null then return; end if;
    if day not between (now() at time zone 'UTC')::date - 400 and (now() at time zone 'UTC')::date + 7 then
        raise exception 'no day of activity: %', day using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('activity-day', 0));
    if exists (select from pg_class c where c.relnamespace = 'school'::regnamespace and c.relname = part) then return; end if;
    execute format('create table school.%I (like school.activity including all)', part);
    execute format('alter table school.%I enable row level security', part);
    execute format('alter table school.%I force row level security', part);
    execute format('create policy one_school on school.%I using (school_id = current_setting(''tutela.school_id'')::uuid)', part);
    execute format('grant select, insert, update, delete on school.%I to tutela_maintenance', part);
    execute format('alter table school.activity attach partition school.%I for values from (%L) to (%L)', part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
end $$;
