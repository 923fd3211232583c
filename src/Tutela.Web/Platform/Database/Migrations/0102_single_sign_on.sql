-- Single sign-on: the school's providers. What ties a person to one is Identity's account_logins.
create table school.sign_in_providers (
    school_id uuid not null references system.schools, id uuid not null, kind text not null, title text not null check (length(title) <= 60),
    issuer text not null check (length(issuer) <= 300), client_id text not null check (length(client_id) <= 300), protected_secret text not null,
    added_at timestamptz not null, ended_at timestamptz,
    primary key (school_id, id)
);
create unique index sign_in_providers_open on school.sign_in_providers (school_id, issuer) where ended_at is null;
select system.protect('school.sign_in_providers', 'select, insert, update');
