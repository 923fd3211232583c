-- The review of the policy, and the registers that it looks at: linked policies and national guidance.
alter table school.policy_versions add column reminded_on date;

create table school.policy_reviews (
    school_id uuid not null, id uuid not null, cause text not null, reason text not null check (length(reason) <= 500),
    opened_on date not null, opened_by_id uuid not null, risk_on date, risk_reference text check (length(risk_reference) <= 300), closed_on date,
    primary key (school_id, id),
    foreign key (school_id, opened_by_id) references school.people (school_id, id)
);
create unique index policy_reviews_open on school.policy_reviews (school_id) where closed_on is null;
select system.protect('school.policy_reviews', 'select, insert, update');

create table school.policy_review_entries (
    school_id uuid not null, id uuid not null, review_id uuid not null, post text not null, person_id uuid not null, at timestamptz not null,
    words text not null check (length(words) <= 2000),
    primary key (school_id, id), unique (school_id, review_id, post),
    foreign key (school_id, review_id) references school.policy_reviews (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.policy_review_entries');

create table school.linked_policies (
    school_id uuid not null references system.schools, id uuid not null, key text not null, title text not null check (length(title) <= 200),
    owner text not null check (length(owner) <= 200), version text not null check (length(version) <= 40), reference text check (length(reference) <= 300),
    reviewed_on date not null, review_on date not null, considered_on date,
    primary key (school_id, id), unique (school_id, key)
);
select system.protect('school.linked_policies', 'select, insert, update');

create table school.guidance_checks (
    school_id uuid not null references system.schools, id uuid not null, key text not null, title text not null check (length(title) <= 200),
    edition text not null check (length(edition) <= 60), address text check (length(address) <= 300), is_law boolean not null,
    checked_on date not null, newer_edition text check (length(newer_edition) <= 60),
    primary key (school_id, id), unique (school_id, key)
);
select system.protect('school.guidance_checks', 'select, insert, update');
