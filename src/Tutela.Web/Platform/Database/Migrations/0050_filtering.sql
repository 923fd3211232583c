-- The network: devices and loans, groups and exceptions, nodes and their tokens, activity by day, alerts.

-- node_tokens: read before any school is in scope, to put one in scope. Only the SHA-256 of a token is kept. Nobody is granted the
-- table: the functions below are its only doors.
create table system.node_tokens (
    token_hash bytea primary key check (length(token_hash) = 32),
    school_id uuid not null references system.schools on delete cascade,
    node_id uuid not null,
    issued_at timestamptz not null
);
create unique index node_tokens_node on system.node_tokens (school_id, node_id);
grant select, insert, update, delete on system.node_tokens to tutela_maintenance;

create function system.node_of_token(hash bytea)
    returns table (node_id uuid, school_id uuid, slug text, name text, pack text, is_demonstration boolean, created_at timestamptz)
    language sql stable security definer set search_path = pg_catalog as $$
    select t.node_id, s.id, s.slug, s.name, s.pack, s.is_demonstration, s.created_at
    from system.node_tokens t join system.schools s on s.id = t.school_id where t.token_hash = hash
$$;

-- A new token of a node ends the one before it. The school is the transaction's, so no caller can write for another one.
create function system.give_node_token(node uuid, hash bytea, now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from system.node_tokens t where t.school_id = current_setting('tutela.school_id')::uuid and t.node_id = node;
    insert into system.node_tokens values (hash, current_setting('tutela.school_id')::uuid, node, now);
end $$;

create function system.end_node_token(node uuid) returns void language sql security definer set search_path = pg_catalog as $$
    delete from system.node_tokens t where t.school_id = current_setting('tutela.school_id')::uuid and t.node_id = node
$$;
revoke all on function system.node_of_token(bytea), system.give_node_token(uuid, bytea, timestamptz), system.end_node_token(uuid) from public;
grant execute on function system.node_of_token(bytea), system.give_node_token(uuid, bytea, timestamptz), system.end_node_token(uuid) to tutela_app;

create table school.devices (
    school_id uuid not null references system.schools, id uuid not null,
    name text not null check (length(name) <= 100), kind text not null, asset_number text check (length(asset_number) <= 40),
    mac text, address text, encrypted boolean, added_at timestamptz not null, retired_at timestamptz,
    primary key (school_id, id)
);
create unique index devices_mac on school.devices (school_id, mac) where retired_at is null;
create unique index devices_address on school.devices (school_id, address) where retired_at is null;
create unique index devices_asset on school.devices (school_id, asset_number) where retired_at is null;
select system.protect('school.devices', 'select, insert, update');

create table school.device_loans (
    school_id uuid not null, id uuid not null, device_id uuid not null, person_id uuid, class_name text check (length(class_name) <= 60),
    goes_home boolean not null, "from" timestamptz not null, until timestamptz, lent_by uuid not null,
    primary key (school_id, id),
    foreign key (school_id, device_id) references school.devices (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    check ((person_id is null) <> (class_name is null))
);
create unique index device_loans_out on school.device_loans (school_id, device_id) where until is null;
create index device_loans_device on school.device_loans (school_id, device_id, "from");
create index device_loans_person on school.device_loans (school_id, person_id) where until is null;
select system.protect('school.device_loans', 'select, insert, update');

create table school.filter_groups (
    school_id uuid not null references system.schools, id uuid not null,
    name text not null check (length(name) <= 64), title text not null check (length(title) <= 100), audience text not null, years integer[] not null,
    networks text[] not null, block text[] not null, safe_search boolean not null, owner text not null, place integer not null,
    primary key (school_id, id), unique (school_id, name)
);
select system.protect('school.filter_groups', 'select, insert, update');

create table school.filter_exceptions (
    school_id uuid not null, id uuid not null, group_id uuid not null, name text not null check (length(name) <= 253), allows boolean not null,
    reason text not null check (length(reason) <= 500), until timestamptz, added_at timestamptz not null, added_by uuid not null, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, group_id) references school.filter_groups (school_id, id)
);
create unique index filter_exceptions_open on school.filter_exceptions (school_id, group_id, name) where ended_at is null;
select system.protect('school.filter_exceptions', 'select, insert, update');

create table school.filter_nodes (
    school_id uuid not null references system.schools, id uuid not null,
    name text not null check (length(name) <= 100), reason text not null check (length(reason) <= 500), added_at timestamptz not null, ended_at timestamptz,
    heard_at timestamptz, version text, index_version text, rules_version text, sealed_installed boolean,
    spool_depth bigint not null, lost bigint not null, up_since timestamptz,
    primary key (school_id, id)
);
select system.protect('school.filter_nodes', 'select, insert, update');

create table school.filter_failures (
    school_id uuid not null references system.schools, id uuid not null,
    what text not null, account text not null check (length(account) <= 2000), reported_by uuid not null, reported_at timestamptz not null,
    answered_by uuid, answered_at timestamptz, answer text check (length(answer) <= 2000),
    primary key (school_id, id)
);
create index filter_failures_open on school.filter_failures (school_id, reported_at) where answered_at is null;
select system.protect('school.filter_failures', 'select, insert, update');

-- What was delivered: a segment is counted once, however often it comes.
create table school.activity_segments (
    school_id uuid not null references system.schools, id uuid not null, node_id uuid not null, received_at timestamptz not null,
    rows integer not null, bad_rows integer not null, first_fault text,
    primary key (school_id, id)
);
create index activity_segments_received on school.activity_segments (school_id, received_at);
select system.protect('school.activity_segments');

-- Dictionaries, so that a row of activity is some 60 bytes.
create table school.activity_names (
    school_id uuid not null references system.schools, id bigint generated always as identity, name text not null check (length(name) <= 300),
    primary key (school_id, id), unique (school_id, name)
);
select system.protect('school.activity_names', 'select, insert, delete');

create table school.activity_sources (
    school_id uuid not null references system.schools, id bigint generated always as identity,
    client inet not null, device text not null, user_name text not null, profile text not null, group_name text not null,
    primary key (school_id, id), unique (school_id, client, device, user_name, profile, group_name)
);
select system.protect('school.activity_sources', 'select, insert, delete');

create table school.activity_reasons (
    school_id uuid not null references system.schools, id bigint generated always as identity,
    refused boolean not null, category text not null, list text not null, type text not null,
    primary key (school_id, id), unique (school_id, refused, category, list, type)
);
select system.protect('school.activity_reasons', 'select, insert');

create sequence school.activity_order;
grant usage on sequence school.activity_order to tutela_app, tutela_maintenance;
create table school.activity (
    school_id uuid not null, at timestamptz not null, id bigint not null default nextval('school.activity_order'),
    name_id bigint not null, rule_id bigint, source_id bigint not null, reason_id bigint not null, refused boolean not null, count integer not null,
    primary key (school_id, at, id)
) partition by range (at);
create index activity_refused on school.activity (school_id, at desc, id desc) where refused;
create index activity_refused_source on school.activity (school_id, source_id, at) where refused;
-- Rows go when the school's time has passed.
select system.protect('school.activity', 'select, insert, delete');

create table school.activity_days (
    school_id uuid not null references system.schools, day date not null, group_name text not null, category text not null, refused boolean not null, count bigint not null,
    primary key (school_id, day, group_name, category, refused)
);
select system.protect('school.activity_days');

-- How long each school keeps raw rows, so that a day's partition goes when the longest has passed. No pupil data.
create table system.activity_retention (
    school_id uuid primary key references system.schools on delete cascade,
    raw_days integer not null check (raw_days between 1 and 400)
);
grant select, insert, update, delete on system.activity_retention to tutela_maintenance;

create function system.keep_activity(days integer) returns void language sql security definer set search_path = pg_catalog as $$
    insert into system.activity_retention values (current_setting('tutela.school_id')::uuid, days)
    on conflict (school_id) do update set raw_days = excluded.raw_days where activity_retention.raw_days <> excluded.raw_days
$$;

-- Makes the partition of one day (UTC). It is attached, not created as a partition, because that takes the lesser lock.
create function system.make_activity_day(day date) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
    part text := 'activity_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass('school.' || part) is not null then return; end if;
    if day not between (now() at time zone 'UTC')::date - 400 and (now() at time zone 'UTC')::date + 7 then
        raise exception 'no day of activity: %', day using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('activity-day', 0));
    if to_regclass('school.' || part) is not null then return; end if;
    execute format('create table school.%I (like school.activity including all)', part);
    execute format('alter table school.%I enable row level security', part);
    execute format('alter table school.%I force row level security', part);
    execute format('create policy one_school on school.%I using (school_id = current_setting(''tutela.school_id'')::uuid)', part);
    execute format('grant select, insert, update, delete on school.%I to tutela_maintenance', part);
    execute format('alter table school.activity attach partition school.%I for values from (%L) to (%L)', part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
end $$;

-- Drops the days that no school keeps any more; while a school has not said how long it keeps, nothing goes.
create function system.drop_activity_days() returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
    keep integer;
    part name;
    dropped integer := 0;
begin
    if exists (select from system.schools s where not exists (select from system.activity_retention r where r.school_id = s.id)) then return 0; end if;
    select max(raw_days) into keep from system.activity_retention;
    perform set_config('lock_timeout', '2s', true);
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'school.activity'::regclass and c.relname ~ '^activity_[0-9]{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - keep - 1
    loop
        begin
            execute format('drop table school.%I', part);
            dropped := dropped + 1;
        exception when lock_not_available then
            -- Somebody reads it; the next run will find it.
        end;
    end loop;
    return dropped;
end $$;
revoke all on function system.keep_activity(integer), system.make_activity_day(date), system.drop_activity_days() from public;
grant execute on function system.keep_activity(integer), system.make_activity_day(date), system.drop_activity_days() to tutela_app;

create table school.alerts (
    school_id uuid not null references system.schools, id uuid not null,
    kind text not null, status text not null, grade integer not null check (grade between 1 and 5), subject text not null check (length(subject) <= 300),
    group_name text not null, category text not null, source_id bigint, node_id uuid, names text[] not null, count integer not null,
    first_at timestamptz not null, last_at timestamptz not null, decided_by uuid, decided_at timestamptz, reason text check (length(reason) <= 2000), concern_id uuid,
    primary key (school_id, id)
);
create unique index alerts_new on school.alerts (school_id, kind, subject, category) where status = 'New';
create index alerts_last on school.alerts (school_id, last_at desc);
select system.protect('school.alerts', 'select, insert, update');
