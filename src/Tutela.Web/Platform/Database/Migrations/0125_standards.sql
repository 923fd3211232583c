-- What owners state of national standards that no record of ours can show.
create table school.standard_statements (
    school_id uuid not null references system.schools, id uuid not null, requirement text not null check (length(requirement) <= 20),
    said text not null check (length(said) <= 2000), evidence text not null check (length(evidence) <= 500),
    made_on date not null, until date not null, by_id uuid not null, said_as text not null, at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
create index standard_statements_requirement on school.standard_statements (school_id, requirement, at);
select system.protect_append_only('school.standard_statements');
