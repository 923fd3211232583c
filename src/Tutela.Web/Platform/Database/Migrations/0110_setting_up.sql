-- Setting up: a school is not live until it says so. Schools that were here before this count as live.
alter table system.schools add column is_live boolean not null default true;

-- The link by which the first school of all is made: there is no school yet that it could belong to. What is typed is kept until the school is there.
create table system.first_school_links (
    id uuid primary key, secret_hash bytea not null unique, issued_at timestamptz not null, voided_at timestamptz, used_at timestamptz,
    name text check (length(name) <= 120), slug text check (length(slug) <= 40),
    given_name text check (length(given_name) <= 100), family_name text check (length(family_name) <= 100), email text check (length(email) <= 254)
);
grant select, insert, update on system.first_school_links to tutela_app;
grant select, insert, update, delete on system.first_school_links to tutela_maintenance;

-- What a school that is being set up has answered so far, one row an answer.
create table school.setting_up_answers (
    school_id uuid not null references system.schools, id uuid not null, question text not null check (length(question) <= 100), option text not null check (length(option) <= 100),
    at timestamptz not null, by_id uuid not null,
    primary key (school_id, id), unique (school_id, question),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
select system.protect('school.setting_up_answers', 'select, insert, update');

-- Posts of which the school says that nobody holds them yet.
create table school.setting_up_vacancies (
    school_id uuid not null references system.schools, id uuid not null, post text not null check (length(post) <= 100), look_again_on date,
    at timestamptz not null, by_id uuid not null,
    primary key (school_id, id), unique (school_id, post),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
select system.protect('school.setting_up_vacancies');

create table school.setting_up_tasks (
    school_id uuid not null references system.schools, id uuid not null, task text not null, choice text check (length(choice) <= 100), body text check (length(body) <= 20000),
    at timestamptz not null, by_id uuid not null,
    primary key (school_id, id), unique (school_id, task),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
select system.protect('school.setting_up_tasks', 'select, insert, update');
