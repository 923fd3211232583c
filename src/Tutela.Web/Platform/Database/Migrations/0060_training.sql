-- Training: courses, sessions and who was there, what was completed, inductions, and what a school marks for a person.
create table school.training_courses (
    school_id uuid not null, id uuid not null, title text not null check (length(title) <= 120), kind text not null,
    provider text check (length(provider) <= 120), purposes text[] not null, topics text[] not null,
    months_valid integer check (months_valid between 1 and 120), added_at timestamptz not null, retired_on date,
    primary key (school_id, id)
);
select system.protect('school.training_courses', 'select, insert, update');

create table school.training_sessions (
    school_id uuid not null, id uuid not null, course_id uuid not null, starts_at timestamptz not null, ends_at timestamptz not null,
    place text check (length(place) <= 120), leader_id uuid, led_by text check (length(led_by) <= 120), code text not null,
    planned_by_id uuid not null, held_at timestamptz, cancelled_at timestamptz,
    primary key (school_id, id), unique (school_id, code), check (ends_at > starts_at),
    foreign key (school_id, course_id) references school.training_courses (school_id, id),
    foreign key (school_id, leader_id) references school.people (school_id, id),
    foreign key (school_id, planned_by_id) references school.people (school_id, id)
);
create index training_sessions_when on school.training_sessions (school_id, starts_at);
select system.protect('school.training_sessions', 'select, insert, update');

-- Who was there. Somebody whom the school's records do not hold is kept by name only.
create table school.training_attendances (
    school_id uuid not null, id uuid not null, session_id uuid not null, person_id uuid, guest_name text check (length(guest_name) <= 100),
    way text not null, at timestamptz not null, recorded_by_id uuid not null,
    primary key (school_id, id), unique (school_id, session_id, person_id), check ((person_id is null) <> (guest_name is null)),
    foreign key (school_id, session_id) references school.training_sessions (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
select system.protect('school.training_attendances', 'select, insert, delete');

-- The topics are those that the course had on the day: a course that is changed later changes nobody's record.
create table school.training_completions (
    school_id uuid not null, id uuid not null, person_id uuid not null, course_id uuid not null, session_id uuid, done_on date not null,
    expires_on date, topics text[] not null, recorded_by_id uuid not null, recorded_at timestamptz not null,
    withdrawn_at timestamptz, withdrawn_reason text check (length(withdrawn_reason) <= 500),
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, course_id) references school.training_courses (school_id, id),
    foreign key (school_id, session_id) references school.training_sessions (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index training_completions_person on school.training_completions (school_id, person_id);
create unique index training_completions_one on school.training_completions (school_id, person_id, course_id, done_on) where withdrawn_at is null;
select system.protect('school.training_completions', 'select, insert, update');

create table school.training_inductions (
    school_id uuid not null, id uuid not null, person_id uuid not null, started_on date not null, due_on date not null, topics text[] not null,
    not_needed_reason text check (length(not_needed_reason) <= 200), not_needed_by_id uuid,
    primary key (school_id, id), unique (school_id, person_id, started_on),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, not_needed_by_id) references school.people (school_id, id)
);
select system.protect('school.training_inductions', 'select, insert, update');

create table school.training_profiles (
    school_id uuid not null, id uuid not null, person_id uuid not null, needs_training boolean not null, group_name text check (length(group_name) <= 80),
    reminded_on date,
    primary key (school_id, id), unique (school_id, person_id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect('school.training_profiles', 'select, insert, update');

create table school.training_confirmations (
    school_id uuid not null, id uuid not null, person_id uuid not null, academic_year integer not null, at timestamptz not null,
    primary key (school_id, id), unique (school_id, person_id, academic_year),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.training_confirmations');

-- Where the school keeps a policy that training rests on, and which edition the training was planned by.
create table school.training_policy_links (
    school_id uuid not null, id uuid not null, policy text not null, address text not null check (length(address) <= 500), edition_on date not null,
    newer_edition_on date, noted_by_id uuid not null, noted_at timestamptz not null,
    primary key (school_id, id), unique (school_id, policy),
    foreign key (school_id, noted_by_id) references school.people (school_id, id)
);
select system.protect('school.training_policy_links', 'select, insert, update');
