-- What people ask of the filter: a site to be opened for a time, or one to be closed; and the exceptions that came of it.
create table school.site_requests (
    school_id uuid not null references system.schools, id uuid not null,
    kind text not null, by_pupil boolean not null, asked_by_id uuid not null, asked_at timestamptz not null,
    address text check (length(address) <= 2000), name text check (length(name) <= 253), wrong text, why text check (length(why) <= 1000),
    group_name text check (length(group_name) <= 64), class_name text check (length(class_name) <= 60), starts_on date, ends_on date, seen_at timestamptz, told_ids uuid[] not null,
    status text not null, decided_by_id uuid, decided_at timestamptz, answer text check (length(answer) <= 1000),
    primary key (school_id, id),
    foreign key (school_id, asked_by_id) references school.people (school_id, id),
    foreign key (school_id, decided_by_id) references school.people (school_id, id)
);
create index site_requests_waiting on school.site_requests (school_id, asked_at) where status = 'Waiting';
create index site_requests_asker on school.site_requests (school_id, asked_by_id, asked_at);
select system.protect('school.site_requests', 'select, insert, update');

-- Not valid: checking rows that are there would need a school in scope, and the new column is empty in them.
alter table school.filter_exceptions add column starts_at timestamptz, add column request_id uuid,
    add foreign key (school_id, request_id) references school.site_requests (school_id, id) deferrable initially deferred not valid;
create index filter_exceptions_request on school.filter_exceptions (school_id, request_id) where request_id is not null;
