-- Internet access: on what terms and since when, consent, planned use, networks and own devices, checks, account requests.
-- Not valid: checking rows that are there would need a school in scope, and every new column is empty in them.
alter table school.access_entries
    add terms text not null default 'Individual', add level text, add network_id text check (length(network_id) <= 100),
    add mailbox text check (length(mailbox) <= 254), add mailbox_approver_id uuid,
    add account_approver_id uuid, add password_rule text, add sanction_until date, add changed_by_id uuid,
    add foreign key (school_id, mailbox_approver_id) references school.people (school_id, id) deferrable initially deferred not valid,
    add foreign key (school_id, account_approver_id) references school.people (school_id, id) deferrable initially deferred not valid,
    add foreign key (school_id, changed_by_id) references school.people (school_id, id) deferrable initially deferred not valid;
create unique index access_entries_network_id on school.access_entries (school_id, lower(network_id)) where network_id is not null;

-- Each time that somebody had access: from when, by whom, until when and why it ended.
create table school.access_grants (
    school_id uuid not null, id uuid not null, person_id uuid not null, terms text not null, "group" text not null,
    granted_by_id uuid, granted_at timestamptz not null, ended_at timestamptz, end_reason text check (length(end_reason) <= 500), ended_by_id uuid,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, granted_by_id) references school.people (school_id, id),
    foreign key (school_id, ended_by_id) references school.people (school_id, id)
);
create unique index access_grants_open on school.access_grants (school_id, person_id) where ended_at is null;
create index access_grants_at on school.access_grants (school_id, granted_at);
select system.protect('school.access_grants', 'select, insert, update');

create table school.access_consents (
    school_id uuid not null, id uuid not null, pupil_id uuid not null, parent_id uuid not null, status text not null,
    asked_on date not null, answered_on date, recorded_by_id uuid,
    primary key (school_id, id), unique (school_id, pupil_id, parent_id),
    foreign key (school_id, pupil_id) references school.people (school_id, id),
    foreign key (school_id, parent_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
select system.protect('school.access_consents', 'select, insert, update');

create table school.approved_sites (
    school_id uuid not null, id uuid not null, host text not null check (length(host) <= 200), approved_by_id uuid not null, approved_on date not null, ended_on date,
    primary key (school_id, id),
    foreign key (school_id, approved_by_id) references school.people (school_id, id)
);
create unique index approved_sites_open on school.approved_sites (school_id, host) where ended_on is null;
select system.protect('school.approved_sites', 'select, insert, update');

create table school.planned_uses (
    school_id uuid not null, id uuid not null, class_id uuid not null, used_on date not null, way text not null, supervisor_id uuid not null,
    activity text not null check (length(activity) <= 300), sites text[] not null, recorded_by_id uuid not null, recorded_at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, class_id) references school.classes (school_id, id),
    foreign key (school_id, supervisor_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index planned_uses_on on school.planned_uses (school_id, used_on);
select system.protect('school.planned_uses', 'select, insert, update');

create table school.network_levels (
    school_id uuid not null references system.schools, id uuid not null, network text not null, role text not null, level text not null,
    primary key (school_id, id), unique (school_id, network, role)
);
select system.protect('school.network_levels', 'select, insert, update');

create table school.network_grants (
    school_id uuid not null, id uuid not null, person_id uuid not null, network text not null, user_name text not null check (length(user_name) <= 100),
    device_id uuid, device text not null check (length(device) <= 100), granted_by_id uuid not null, granted_at timestamptz not null,
    ended_at timestamptz, end_reason text check (length(end_reason) <= 500),
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, device_id) references school.devices (school_id, id),
    foreign key (school_id, granted_by_id) references school.people (school_id, id)
);
create index network_grants_person on school.network_grants (school_id, person_id);
create index network_grants_name on school.network_grants (school_id, user_name) where ended_at is null;
select system.protect('school.network_grants', 'select, insert, update');

create table school.own_device_acceptances (
    school_id uuid not null, id uuid not null, person_id uuid not null, terms_digest bytea not null, terms text not null, at timestamptz not null,
    primary key (school_id, id), unique (school_id, person_id, terms_digest),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.own_device_acceptances');

create table school.network_checks (
    school_id uuid not null, id uuid not null, what text not null check (length(what) <= 200), checked_on date not null, passed boolean not null,
    finding text check (length(finding) <= 1000), owner_id uuid not null, next_on date not null, recorded_by_id uuid not null, recorded_at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, owner_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id)
);
create index network_checks_what on school.network_checks (school_id, what, checked_on);
select system.protect('school.network_checks', 'select, insert, update');

create table school.account_requests (
    school_id uuid not null, id uuid not null, kind text not null, person_id uuid not null, system text not null check (length(system) <= 100),
    needed text not null check (length(needed) <= 500), why text check (length(why) <= 500), asked_by_id uuid, asked_at timestamptz not null,
    status text not null, answered_by_id uuid, answered_at timestamptz, answer text check (length(answer) <= 500), breach_id uuid,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, asked_by_id) references school.people (school_id, id),
    foreign key (school_id, answered_by_id) references school.people (school_id, id)
);
create index account_requests_waiting on school.account_requests (school_id, asked_at) where status = 'Waiting';
select system.protect('school.account_requests', 'select, insert, update');

create table school.class_accounts (
    school_id uuid not null, id uuid not null, class_id uuid not null, user_name text not null check (length(user_name) <= 100),
    approved_by_id uuid not null, approved_on date not null, ended_on date,
    primary key (school_id, id),
    foreign key (school_id, class_id) references school.classes (school_id, id),
    foreign key (school_id, approved_by_id) references school.people (school_id, id)
);
create unique index class_accounts_open on school.class_accounts (school_id, lower(user_name)) where ended_on is null;
select system.protect('school.class_accounts', 'select, insert, update');

-- Mail domains that are the school's own, and those that pupils may have an address in.
create table school.mail_domains (
    school_id uuid not null, id uuid not null, domain text not null check (length(domain) <= 200), for_pupils boolean not null,
    approved_by_id uuid not null, approved_on date not null, ended_on date,
    primary key (school_id, id),
    foreign key (school_id, approved_by_id) references school.people (school_id, id)
);
create unique index mail_domains_open on school.mail_domains (school_id, domain) where ended_on is null;
select system.protect('school.mail_domains', 'select, insert, update');
