-- Whom a document concerns, apart from the kind of person that signs in. Without a row a visitor stays a visitor. And the places where staff work.
create table school.audience_memberships (
    school_id uuid not null, id uuid not null, person_id uuid not null, audience text not null, "from" date not null, until date,
    given_by_id uuid not null, at timestamptz not null, check (until >= "from" - 1),
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, given_by_id) references school.people (school_id, id)
);
create index audience_memberships_person on school.audience_memberships (school_id, person_id);
create index audience_memberships_audience on school.audience_memberships (school_id, audience);
select system.protect('school.audience_memberships', 'select, insert, update');

create table school.workplaces (
    school_id uuid not null, id uuid not null, person_id uuid not null, name text not null check (length(name) <= 120), kind text not null,
    "from" date not null, until date, at timestamptz not null, check (until >= "from" - 1),
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index workplaces_person on school.workplaces (school_id, person_id);
select system.protect('school.workplaces', 'select, insert, update');
