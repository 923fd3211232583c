-- Posts: who acts while a holder is away, how holders are reached, their documents, duties that the school adds, and contracts with providers.
create table school.post_actings (
    school_id uuid not null references system.schools, id uuid not null, post text not null, person_id uuid not null, "from" date not null, until date not null,
    reason text not null check (length(reason) <= 500), recorded_by_id uuid not null, recorded_at timestamptz not null, ended_on date,
    primary key (school_id, id), check (until >= "from"),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index post_actings_open on school.post_actings (school_id, post) where ended_on is null;
select system.protect('school.post_actings', 'select, insert, update');

create table school.post_contacts (
    school_id uuid not null references system.schools, id uuid not null, post text not null, phone text check (length(phone) <= 40), email text check (length(email) <= 254),
    changed_at timestamptz not null,
    primary key (school_id, id), unique (school_id, post)
);
select system.protect('school.post_contacts', 'select, insert, update');

create table school.post_documents (
    school_id uuid not null references system.schools, id uuid not null, kind text not null, title text not null check (length(title) <= 200),
    address text not null check (length(address) <= 500), dated_on date not null, changed_at timestamptz not null,
    primary key (school_id, id), unique (school_id, kind)
);
select system.protect('school.post_documents', 'select, insert, update');

create table school.added_duties (
    school_id uuid not null references system.schools, id uuid not null, list text not null, text text not null check (length(text) <= 500),
    added_at timestamptz not null, ended_at timestamptz,
    primary key (school_id, id)
);
select system.protect('school.added_duties', 'select, insert, update');

create table school.provider_contracts (
    school_id uuid not null references system.schools, id uuid not null, post text not null, provider text not null check (length(provider) <= 200),
    starts_on date not null, ends_on date not null, contact_name text not null check (length(contact_name) <= 100),
    contact_email text check (length(contact_email) <= 254), contact_phone text check (length(contact_phone) <= 40),
    data_terms text not null check (length(data_terms) <= 2000), data_terms_on date not null, recorded_at timestamptz not null, replaced_at timestamptz,
    primary key (school_id, id), check (ends_on > starts_on)
);
select system.protect('school.provider_contracts', 'select, insert, update');
