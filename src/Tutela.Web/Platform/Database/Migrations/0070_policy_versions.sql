-- A school's own policy, version by version. The number in force stands beside the school, so that it is read with the scope.
alter table system.schools add column pack_version integer not null default 0;

create table school.policy_versions (
    school_id uuid not null references system.schools, id uuid not null,
    number integer not null check (number > 0), status text not null,
    settings text not null, policy text not null, guidance text not null, agreements text not null, document_versions text not null,
    reason text not null check (length(reason) <= 500),
    started_at timestamptz not null, started_by_id uuid,
    submitted_at timestamptz, approved_at timestamptz, published_at timestamptz, published_by_id uuid, ended_at timestamptz,
    agreed_on date, board_on date, next_review_on date, on_website boolean not null, round integer not null,
    primary key (school_id, id), unique (school_id, number),
    foreign key (school_id, started_by_id) references school.people (school_id, id),
    foreign key (school_id, published_by_id) references school.people (school_id, id)
);
create unique index policy_versions_current on school.policy_versions (school_id) where status = 'Published';
create unique index policy_versions_open on school.policy_versions (school_id) where status in ('Draft', 'InApproval', 'Approved');
select system.protect('school.policy_versions', 'select, insert, update');

-- What was published is never written again: only its end and its place on the website change.
create function system.keep_policy_version() returns trigger language plpgsql as $$
begin
    if old.status in ('Published', 'Archived', 'Withdrawn') and current_user <> 'tutela_maintenance' and
        (old.number, old.settings, old.policy, old.guidance, old.agreements, old.document_versions, old.reason, old.published_at, old.agreed_on, old.board_on)
        is distinct from
        (new.number, new.settings, new.policy, new.guidance, new.agreements, new.document_versions, new.reason, new.published_at, new.agreed_on, new.board_on) then
        raise exception 'a published version of the policy is not changed';
    end if;
    return new;
end $$;
create trigger keep before update on school.policy_versions for each row execute function system.keep_policy_version();

create table school.policy_approvals (
    school_id uuid not null, id uuid not null, version_id uuid not null, round integer not null, post text not null,
    person_id uuid not null, at timestamptz not null, approved boolean not null, board_on date,
    reason text check (length(reason) <= 500),
    primary key (school_id, id),
    foreign key (school_id, version_id) references school.policy_versions (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
create index policy_approvals_version on school.policy_approvals (school_id, version_id);
select system.protect_append_only('school.policy_approvals');
