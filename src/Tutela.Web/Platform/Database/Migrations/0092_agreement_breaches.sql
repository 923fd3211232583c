-- Breaches of a term of an agreement: pupils' and adults' on tracks of their own.
create table school.agreement_breaches (
    school_id uuid not null, id uuid not null, track text not null, person_id uuid not null, document text not null, version integer not null,
    term integer, clause text, term_text text not null, ground text, account text not null check (length(account) <= 5000),
    happened_on date not null, place text not null, device text, device_label text check (length(device_label) <= 200), restricted boolean not null,
    concern_path text, recorded_by_id uuid not null, at timestamptz not null, status text not null, closed_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index agreement_breaches_open on school.agreement_breaches (school_id, track, status, at);
create index agreement_breaches_person on school.agreement_breaches (school_id, person_id);
select system.protect('school.agreement_breaches', 'select, insert, update');

create table school.agreement_breach_notes (
    school_id uuid not null, id uuid not null, breach_id uuid not null, author_id uuid not null, kind text not null,
    text text not null check (length(text) <= 2000), at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, breach_id) references school.agreement_breaches (school_id, id),
    foreign key (school_id, author_id) references school.people (school_id, id)
);
create index agreement_breach_notes_breach on school.agreement_breach_notes (school_id, breach_id, at);
select system.protect_append_only('school.agreement_breach_notes');
