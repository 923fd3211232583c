-- What each class was taught about online safety, and when.
create table school.lessons (
    school_id uuid not null references system.schools, id uuid not null, class_id uuid not null, strand text not null, title text not null check (length(title) <= 200),
    taught_on date not null, recorded_by_id uuid not null, at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, class_id) references school.classes (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index lessons_class on school.lessons (school_id, class_id, taught_on);
select system.protect('school.lessons', 'select, insert');
