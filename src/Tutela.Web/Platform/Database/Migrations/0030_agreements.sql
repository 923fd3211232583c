-- Agreements: who must sign what, the words that were signed, the signatures, and who has internet access because of them.
create table school.agreement_assignments (
    school_id uuid not null, id uuid not null, person_id uuid not null, document text not null, version integer not null,
    academic_year integer not null, assigned_on date not null, status text not null, needs_parent boolean not null,
    self_signed boolean not null, parent_signed boolean not null, in_force_at timestamptz, ended_on date,
    refused_reason text check (length(refused_reason) <= 500), refused_at timestamptz, refused_by_id uuid,
    reminders integer not null, last_reminder_on date,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, refused_by_id) references school.people (school_id, id)
);
-- One open question a person, document, version and year; somebody who comes back in the same year is asked again.
create unique index agreement_assignments_one on school.agreement_assignments (school_id, person_id, document, version, academic_year)
    where status <> 'Ended';
create index agreement_assignments_open on school.agreement_assignments (school_id, document, status);
create index agreement_assignments_person on school.agreement_assignments (school_id, person_id);
select system.protect('school.agreement_assignments', 'select, insert, update');

-- The words as people read them when they signed; many signatures share one copy.
create table school.agreement_copies (
    school_id uuid not null, id uuid not null, document text not null, version integer not null, digest bytea not null, body text not null,
    at timestamptz not null,
    primary key (school_id, id)
);
create index agreement_copies_digest on school.agreement_copies (school_id, digest);
select system.protect_append_only('school.agreement_copies');

create table school.agreement_signatures (
    school_id uuid not null, id uuid not null, assignment_id uuid not null, copy_id uuid not null, signer_id uuid not null, signed_as text not null,
    typed_name text not null check (length(typed_name) <= 100), version integer not null, way text not null, at timestamptz not null,
    signed_on date not null, recorded_by_id uuid,
    primary key (school_id, id), unique (school_id, assignment_id, signed_as),
    foreign key (school_id, assignment_id) references school.agreement_assignments (school_id, id),
    foreign key (school_id, copy_id) references school.agreement_copies (school_id, id),
    foreign key (school_id, signer_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
select system.protect_append_only('school.agreement_signatures');

create table school.access_entries (
    school_id uuid not null, id uuid not null, person_id uuid not null, state text not null, reason text not null check (length(reason) <= 500),
    since timestamptz not null, held_back boolean not null, ends_on date, host_id uuid,
    primary key (school_id, id), unique (school_id, person_id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, host_id) references school.people (school_id, id)
);
create index access_entries_state on school.access_entries (school_id, state);
select system.protect('school.access_entries', 'select, insert, update');
