-- When the record of somebody's leaving was complete, and who said so.
create table school.leaver_records (
    school_id uuid not null, id uuid not null, person_id uuid not null, completed_at timestamptz not null, completed_by_id uuid not null,
    primary key (school_id, id), unique (school_id, person_id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, completed_by_id) references school.people (school_id, id)
);
select system.protect('school.leaver_records', 'select, insert');
