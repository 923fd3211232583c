-- People: sites, classes and who is in them, parents and carers, imports.
create table school.sites (
    school_id uuid not null references system.schools, id uuid not null,
    external_id text, name text not null check (length(name) <= 200), identifier text, ended_on date,
    primary key (school_id, id), unique (school_id, external_id)
);
select system.protect('school.sites');

create table school.site_people (
    school_id uuid not null, id uuid not null, site_id uuid not null, person_id uuid not null,
    primary key (school_id, id), unique (school_id, person_id, site_id),
    foreign key (school_id, site_id) references school.sites (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect('school.site_people');

create table school.classes (
    school_id uuid not null, id uuid not null, title text not null check (length(title) <= 200), year_group integer,
    external_id text, kind text not null, academic_year integer not null, site_id uuid, ended_on date,
    primary key (school_id, id), unique (school_id, external_id),
    foreign key (school_id, site_id) references school.sites (school_id, id)
);
create index classes_open on school.classes (school_id, year_group, title) where ended_on is null;
select system.protect('school.classes');

create table school.class_members (
    school_id uuid not null, id uuid not null, class_id uuid not null, person_id uuid not null, role text not null,
    "from" date not null, until date, imported boolean not null,
    primary key (school_id, id),
    foreign key (school_id, class_id) references school.classes (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create unique index class_members_open on school.class_members (school_id, class_id, person_id, role) where until is null;
create index class_members_person on school.class_members (school_id, person_id);
select system.protect('school.class_members', 'select, insert, update');

create table school.guardianships (
    school_id uuid not null, id uuid not null, pupil_id uuid not null, parent_id uuid not null,
    relationship text not null check (length(relationship) <= 200), parental_responsibility text not null,
    imported boolean not null, ended_on date,
    primary key (school_id, id),
    foreign key (school_id, pupil_id) references school.people (school_id, id),
    foreign key (school_id, parent_id) references school.people (school_id, id)
);
create unique index guardianships_open on school.guardianships (school_id, pupil_id, parent_id) where ended_on is null;
create index guardianships_parent on school.guardianships (school_id, parent_id);
select system.protect('school.guardianships', 'select, insert, update');

-- An uploaded roster, from its preview to its result. The files are dropped when the import ends.
create table school.roster_imports (
    school_id uuid not null, id uuid not null, person_id uuid not null, source text not null, format text not null,
    grades_are_us boolean not null, org text, status text not null, findings text not null, files bytea, contacts bytea,
    step text, done integer not null, total integer not null, failure text,
    at timestamptz not null, confirmed_at timestamptz, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index roster_imports_queued on school.roster_imports (school_id, at) where status in ('Queued', 'Running');
select system.protect('school.roster_imports', 'select, insert, update');

-- Posts that the policy names and that are no role of the software: who holds each, or which firm.
create table school.post_holdings (
    school_id uuid not null references system.schools, id uuid not null, post text not null, person_id uuid, provider text check (length(provider) <= 200),
    "from" timestamptz not null, until timestamptz,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    check ((person_id is null) <> (provider is null))
);
create index post_holdings_open on school.post_holdings (school_id, post) where until is null;
select system.protect('school.post_holdings', 'select, insert, update');
