-- Files that people attach: scans of paper. The content stands in the database, so that a backup holds it and row-level security covers it.
create table school.files (
    school_id uuid not null, id uuid not null, name text not null check (length(name) <= 200), media_type text not null,
    size integer not null check (size between 1 and 10485760), digest bytea not null, content bytea not null,
    added_by_id uuid not null, at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, added_by_id) references school.people (school_id, id)
);
-- Never changed; removed only when what it belongs to is.
alter table school.files alter column content set storage external;
select system.protect('school.files', 'select, insert, delete');
