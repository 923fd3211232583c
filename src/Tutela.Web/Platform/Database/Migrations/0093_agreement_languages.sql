-- Translations of documents, questions of families, and long work with its progress.
create table school.agreement_translations (
    school_id uuid not null, id uuid not null, document text not null, language text not null, title text not null check (length(title) <= 300),
    items text not null, translator text not null check (length(translator) <= 200), source_version integer not null, source_digest bytea not null,
    added_by_id uuid not null, at timestamptz not null, replaced_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, added_by_id) references school.people (school_id, id)
);
create unique index agreement_translations_one on school.agreement_translations (school_id, document, language) where replaced_at is null;
select system.protect('school.agreement_translations', 'select, insert, update');

create table school.agreement_questions (
    school_id uuid not null, id uuid not null, assignment_id uuid not null, asked_by_id uuid not null, text text not null check (length(text) <= 1000),
    at timestamptz not null, reply text check (length(reply) <= 2000), replied_at timestamptz, replied_by_id uuid,
    primary key (school_id, id),
    foreign key (school_id, assignment_id) references school.agreement_assignments (school_id, id),
    foreign key (school_id, asked_by_id) references school.people (school_id, id),
    foreign key (school_id, replied_by_id) references school.people (school_id, id)
);
create index agreement_questions_open on school.agreement_questions (school_id, replied_at, at);
select system.protect('school.agreement_questions', 'select, insert, update');

create table school.agreement_runs (
    school_id uuid not null, id uuid not null, kind text not null, document text, started_by_id uuid not null, at timestamptz not null,
    total integer not null, done integer not null, changed integer not null, unreachable integer not null, last_person uuid, finished_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, started_by_id) references school.people (school_id, id)
);
create index agreement_runs_open on school.agreement_runs (school_id, at) where finished_at is null;
select system.protect('school.agreement_runs', 'select, insert, update');
