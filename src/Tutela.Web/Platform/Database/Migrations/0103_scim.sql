-- The directory that accounts are pushed to, and what it calls them.
create table school.scim_targets (
    school_id uuid not null references system.schools, id uuid not null, address text not null check (length(address) <= 300), domain text not null,
    protected_token text not null, added_at timestamptz not null, ended_at timestamptz, last_run_at timestamptz, last_error text,
    failures integer not null, next_attempt_at timestamptz not null, pushed integer not null,
    primary key (school_id, id)
);
create unique index scim_targets_open on school.scim_targets (school_id) where ended_at is null;
select system.protect('school.scim_targets', 'select, insert, update');

create table school.scim_links (
    school_id uuid not null, id uuid not null, target_id uuid not null, ours text not null, theirs text not null, told bytea,
    primary key (school_id, id), unique (school_id, target_id, ours),
    foreign key (school_id, target_id) references school.scim_targets (school_id, id)
);
select system.protect('school.scim_links', 'select, insert, update');
