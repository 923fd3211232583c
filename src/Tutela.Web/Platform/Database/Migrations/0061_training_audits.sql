-- The self-audit: rounds, one sheet a person, ten answers a sheet, and the needs and wishes that come of them.
create table school.training_audit_rounds (
    school_id uuid not null, id uuid not null, opened_on date not null, due_on date not null, opened_by_id uuid not null, closed_on date,
    primary key (school_id, id), check (due_on >= opened_on),
    foreign key (school_id, opened_by_id) references school.people (school_id, id)
);
select system.protect('school.training_audit_rounds', 'select, insert, update');

create table school.training_audits (
    school_id uuid not null, id uuid not null, round_id uuid not null, person_id uuid not null, answered_at timestamptz,
    primary key (school_id, id), unique (school_id, round_id, person_id),
    foreign key (school_id, round_id) references school.training_audit_rounds (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index training_audits_person on school.training_audits (school_id, person_id);
select system.protect('school.training_audits', 'select, insert, update');

create table school.training_audit_answers (
    school_id uuid not null, id uuid not null, audit_id uuid not null, question integer not null check (question between 1 and 10), yes boolean not null,
    comment text check (length(comment) <= 1000),
    primary key (school_id, id), unique (school_id, audit_id, question),
    foreign key (school_id, audit_id) references school.training_audits (school_id, id)
);
select system.protect_append_only('school.training_audit_answers');

create table school.training_needs (
    school_id uuid not null, id uuid not null, audit_id uuid not null, person_id uuid not null, question integer not null check (question between 1 and 10),
    wish text check (length(wish) <= 1000), topic text check (length(topic) <= 80), session_id uuid, shown_at timestamptz, met_at timestamptz,
    primary key (school_id, id), unique (school_id, audit_id, question),
    foreign key (school_id, audit_id) references school.training_audits (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, session_id) references school.training_sessions (school_id, id)
);
create index training_needs_question on school.training_needs (school_id, question);
select system.protect('school.training_needs', 'select, insert, update');
