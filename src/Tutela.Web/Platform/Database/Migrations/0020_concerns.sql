-- Concerns: what was said, what was decided and why, and who was told.

-- One number a concern and school, so that people can speak of "concern 12" without a name.
create table school.concern_counters (
    school_id uuid primary key references system.schools, last integer not null
);
select system.protect('school.concern_counters', 'select, insert, update');

create table school.concerns (
    school_id uuid not null references system.schools, id uuid not null, number integer not null,
    source text not null, source_id uuid, source_text text,
    reporter_id uuid, stance text,
    account text not null check (length(account) <= 10000),
    child_words text check (length(child_words) <= 5000),
    action_taken text check (length(action_taken) <= 5000),
    unnamed text check (length(unnamed) <= 500),
    happened_on date, happened_time time, happened_about text check (length(happened_about) <= 200),
    written_at timestamptz not null,
    urgent boolean not null, status text not null, pack_version integer not null,
    owner_id uuid, owner_by_name boolean not null,
    cascade_level integer not null, next_due timestamptz, read_at timestamptz, read_by_id uuid,
    decision text, decided_at timestamptz, decided_by_id uuid,
    intervened_at timestamptz, intervened_by_id uuid, escalated_at timestamptz, escalated_by_id uuid,
    escalation_not_needed text check (length(escalation_not_needed) <= 2000),
    closed_at timestamptz, closed_by_id uuid, outcome text check (length(outcome) <= 5000),
    may_be_illegal boolean not null, serious boolean not null,
    police text, police_reason text check (length(police_reason) <= 2000), police_told_at timestamptz,
    police_reference text check (length(police_reference) <= 100), police_material text check (length(police_material) <= 2000),
    repeated text, intended text, power_imbalance text, is_cyber_bullying boolean,
    record_reference text check (length(record_reference) <= 100), record_entered_on date, record_entered_by_id uuid,
    feedback_at timestamptz, feedback_read_at timestamptz,
    primary key (school_id, id),
    unique (school_id, number),
    foreign key (school_id, reporter_id) references school.people (school_id, id),
    foreign key (school_id, owner_id) references school.people (school_id, id)
);
create index concerns_status on school.concerns (school_id, status, urgent, written_at);
create index concerns_reporter on school.concerns (school_id, reporter_id);
create index concerns_due on school.concerns (school_id, next_due) where read_at is null;
create unique index concerns_source on school.concerns (school_id, source, source_id) where source_id is not null;
select system.protect('school.concerns', 'select, insert, update');

-- What was said is never edited: additions and corrections are entries of their own.
create function system.keep_what_was_said() returns trigger language plpgsql as $$
begin
    if (old.account, old.child_words, old.action_taken, old.written_at, old.reporter_id, old.source, old.source_text, old.number,
            old.happened_on, old.happened_time, old.happened_about, old.unnamed, old.stance)
        is distinct from (new.account, new.child_words, new.action_taken, new.written_at, new.reporter_id, new.source, new.source_text, new.number,
            new.happened_on, new.happened_time, new.happened_about, new.unnamed, new.stance)
        and current_user <> 'tutela_maintenance' then
        raise exception 'what was said in a concern is never edited' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_what_was_said before update on school.concerns for each row execute function system.keep_what_was_said();

create table school.concern_kinds (
    school_id uuid not null, id uuid not null, concern_id uuid not null, risk text not null,
    subtype text, name text, handling text not null, consent text, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id)
);
create index concern_kinds_concern on school.concern_kinds (school_id, concern_id);
select system.protect('school.concern_kinds', 'select, insert, update');

create table school.concern_people (
    school_id uuid not null, id uuid not null, concern_id uuid not null, person_id uuid not null, part text not null,
    added_at timestamptz not null, added_by_id uuid, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create unique index concern_people_once on school.concern_people (school_id, concern_id, person_id) where ended_at is null;
create index concern_people_person on school.concern_people (school_id, person_id);
select system.protect('school.concern_people', 'select, insert, update');

create table school.concern_recipients (
    school_id uuid not null, id uuid not null, concern_id uuid not null, person_id uuid not null, role text, standing text not null,
    told_at timestamptz not null, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index concern_recipients_concern on school.concern_recipients (school_id, concern_id);
create index concern_recipients_person on school.concern_recipients (school_id, person_id) where ended_at is null;
select system.protect('school.concern_recipients', 'select, insert, update');

create table school.concern_entries (
    school_id uuid not null, id uuid not null, concern_id uuid not null, kind text not null, at timestamptz not null,
    by_id uuid, by_name text not null, text text not null,
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id)
);
create index concern_entries_concern on school.concern_entries (school_id, concern_id, at);
select system.protect_append_only('school.concern_entries');

create table school.concern_actions (
    school_id uuid not null, id uuid not null, concern_id uuid not null, text text not null check (length(text) <= 500),
    owner_id uuid not null, due_on date not null, under_behaviour_policy boolean not null,
    added_at timestamptz not null, added_by_id uuid not null,
    done_at timestamptz, done_by_id uuid, done_note text check (length(done_note) <= 2000),
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id),
    foreign key (school_id, owner_id) references school.people (school_id, id)
);
create index concern_actions_concern on school.concern_actions (school_id, concern_id);
create index concern_actions_owner on school.concern_actions (school_id, owner_id) where done_at is null;
select system.protect('school.concern_actions', 'select, insert, update');

create table school.agency_contacts (
    school_id uuid not null, id uuid not null, concern_id uuid not null, agency text not null check (length(agency) <= 200), "on" date not null,
    reason text not null check (length(reason) <= 2000), outcome text not null check (length(outcome) <= 2000),
    added_at timestamptz not null, added_by_id uuid not null,
    primary key (school_id, id),
    foreign key (school_id, concern_id) references school.concerns (school_id, id)
);
create index agency_contacts_concern on school.agency_contacts (school_id, concern_id);
select system.protect_append_only('school.agency_contacts');
