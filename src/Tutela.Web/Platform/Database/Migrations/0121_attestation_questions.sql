-- Attestation: questions that show understanding, each try kept; who was asked since when, reminded, and brought to the headteacher.
alter table school.attestations add column attempts integer not null default 0 check (attempts >= 0);

create table school.attestation_attempts (
    school_id uuid not null, id uuid not null, person_id uuid not null, version integer not null, at timestamptz not null, answers text[] not null, wrong text[] not null,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index attestation_attempts_person on school.attestation_attempts (school_id, person_id, version, at);
select system.protect_append_only('school.attestation_attempts');

create table school.attestation_asks (
    school_id uuid not null, id uuid not null, person_id uuid not null, version integer not null, asked_on date not null,
    reminders integer not null, reminded_on date, head_told_on date,
    primary key (school_id, id), unique (school_id, person_id, version),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect('school.attestation_asks', 'select, insert, update');
