-- Visitors and supply staff who arrive without an account: the poster at the door, and what each said on arrival.
create table school.arrival_posters (
    school_id uuid not null, id uuid not null, secret_hash bytea not null, made_at timestamptz not null, made_by_id uuid not null, ended_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, made_by_id) references school.people (school_id, id)
);
create unique index arrival_posters_secret on school.arrival_posters (school_id, secret_hash);
create unique index arrival_posters_open on school.arrival_posters (school_id) where ended_at is null;
select system.protect('school.arrival_posters', 'select, insert, update');

create table school.arrivals (
    school_id uuid not null references system.schools, id uuid not null, name text not null check (length(name) <= 100), firm text check (length(firm) <= 120),
    at timestamptz not null, uses_ict boolean not null, version integer, check (uses_ict = (version is not null)),
    primary key (school_id, id)
);
create index arrivals_at on school.arrivals (school_id, at);
select system.protect_append_only('school.arrivals');
