-- Policies: who has read and understood which version.
create table school.attestations (
    school_id uuid not null, id uuid not null, person_id uuid not null, version integer not null, at timestamptz not null,
    primary key (school_id, id), unique (school_id, person_id, version),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.attestations');
