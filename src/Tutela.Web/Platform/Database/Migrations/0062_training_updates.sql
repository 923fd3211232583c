-- Updates between courses, with who got and who read them, and supervision.
create table school.training_updates (
    school_id uuid not null, id uuid not null, title text not null check (length(title) <= 120), body text not null check (length(body) <= 5000),
    given_on date not null, channel text not null, audience text not null, about text[] not null, given_by_id uuid not null, recorded_at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, given_by_id) references school.people (school_id, id)
);
create index training_updates_day on school.training_updates (school_id, given_on);
select system.protect('school.training_updates', 'select, insert');

create table school.training_update_recipients (
    school_id uuid not null, id uuid not null, update_id uuid not null, person_id uuid not null, read_at timestamptz, missed boolean not null,
    primary key (school_id, id), unique (school_id, update_id, person_id),
    foreign key (school_id, update_id) references school.training_updates (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index training_update_recipients_person on school.training_update_recipients (school_id, person_id);
select system.protect('school.training_update_recipients', 'select, insert, update');

create table school.training_supervisions (
    school_id uuid not null, id uuid not null, person_id uuid not null, held_on date not null, kind text not null, note text check (length(note) <= 500),
    supervisor_id uuid not null, recorded_at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, supervisor_id) references school.people (school_id, id)
);
create index training_supervisions_person on school.training_supervisions (school_id, person_id);
select system.protect('school.training_supervisions', 'select, insert');
