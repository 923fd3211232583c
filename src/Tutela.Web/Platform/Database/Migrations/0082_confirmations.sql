-- Who has confirmed that they know what to do about a grave allegation, and web items that wait for approval.
create table school.procedure_confirmations (
    school_id uuid not null references system.schools, id uuid not null, person_id uuid not null, day date not null, at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index procedure_confirmations_person on school.procedure_confirmations (school_id, person_id, day);
select system.protect_append_only('school.procedure_confirmations');

create table school.web_items (
    school_id uuid not null references system.schools, id uuid not null, title text not null check (length(title) <= 200), address text not null check (length(address) <= 500),
    status text not null, proposed_by_id uuid not null, proposed_at timestamptz not null, decided_by_id uuid, decided_as text, decided_at timestamptz, reason text check (length(reason) <= 500),
    primary key (school_id, id),
    foreign key (school_id, proposed_by_id) references school.people (school_id, id),
    foreign key (school_id, decided_by_id) references school.people (school_id, id)
);
select system.protect('school.web_items', 'select, insert, update');
