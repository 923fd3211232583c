-- Sign-in: breaches of its rules, systems with their login rules, where people were told the rules, yearly declarations.
create table school.sign_in_breaches (
    school_id uuid not null references system.schools, id uuid not null, kind text not null, person_id uuid not null, other_id uuid,
    with_whom text check (length(with_whom) <= 200), act text, owner_agreed boolean, account text not null check (length(account) <= 2000),
    happened_on date not null, reported_by_id uuid not null, reported_at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, other_id) references school.people (school_id, id),
    foreign key (school_id, reported_by_id) references school.people (school_id, id)
);
create index sign_in_breaches_at on school.sign_in_breaches (school_id, reported_at);
select system.protect('school.sign_in_breaches', 'select, insert');

create table school.ict_systems (
    school_id uuid not null, id uuid not null, name text not null check (length(name) <= 100), login_rule text check (length(login_rule) <= 500),
    owner_id uuid, ended_on date,
    primary key (school_id, id),
    foreign key (school_id, owner_id) references school.people (school_id, id)
);
create unique index ict_systems_open on school.ict_systems (school_id, lower(name)) where ended_on is null;
select system.protect('school.ict_systems', 'select, insert, update');

create table school.password_tellings (
    school_id uuid not null, id uuid not null, person_id uuid not null, place text not null check (length(place) <= 100), told_on date not null, recorded_by_id uuid not null,
    primary key (school_id, id), unique (school_id, person_id, place),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
select system.protect('school.password_tellings', 'select, insert, update');

create table school.password_declarations (
    school_id uuid not null, id uuid not null, person_id uuid not null, academic_year integer not null, text text not null, at timestamptz not null,
    primary key (school_id, id), unique (school_id, person_id, academic_year),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.password_declarations');

-- The last day on which each person used Tutela; the id is the person's.
create table school.sign_in_days (
    school_id uuid not null, id uuid not null, last_on date not null,
    primary key (school_id, id),
    foreign key (school_id, id) references school.people (school_id, id)
);
select system.protect('school.sign_in_days', 'select, insert, update');

alter table school.devices add password_protected boolean;
