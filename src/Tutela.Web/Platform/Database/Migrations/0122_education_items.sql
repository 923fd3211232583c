-- What was done in a school year to teach each part of the community about online safety; and that staff got the policy and were told why it matters.
create table school.education_items (
    school_id uuid not null, id uuid not null, title text not null check (length(title) <= 200), audiences text[] not null check (cardinality(audiences) > 0), given_on date not null,
    by_whom text not null check (length(by_whom) <= 120), recorded_by_id uuid not null, at timestamptz not null, withdrawn_at timestamptz, withdrawn_by_id uuid,
    primary key (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id),
    foreign key (school_id, withdrawn_by_id) references school.people (school_id, id)
);
create index education_items_on on school.education_items (school_id, given_on);
select system.protect('school.education_items', 'select, insert, update');

create table school.policy_briefings (
    school_id uuid not null, id uuid not null, person_id uuid not null, access_on date, explained_on date, explained_by_id uuid, at timestamptz not null,
    primary key (school_id, id), unique (school_id, person_id), check ((explained_on is null) = (explained_by_id is null)),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, explained_by_id) references school.people (school_id, id)
);
select system.protect('school.policy_briefings', 'select, insert, update');
