-- Each parent answers for themselves: a refusal is a row of its own, so that one parent's signature never hides the other's no.
create table school.agreement_refusals (
    school_id uuid not null, id uuid not null, assignment_id uuid not null, refuser_id uuid not null, refused_as text not null,
    reason text not null check (length(reason) <= 500), at timestamptz not null, taken_back_at timestamptz, set_aside_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, assignment_id) references school.agreement_assignments (school_id, id),
    foreign key (school_id, refuser_id) references school.people (school_id, id)
);
create unique index agreement_refusals_standing on school.agreement_refusals (school_id, assignment_id, refuser_id)
    where taken_back_at is null and set_aside_at is null;
do $$
declare
    school uuid;
begin
    for school in select id from system.schools loop
        perform set_config('tutela.school_id', school::text, true);
        insert into school.agreement_refusals (school_id, id, assignment_id, refuser_id, refused_as, reason, at)
        select school_id, gen_random_uuid(), id, refused_by_id, 'Parent', refused_reason, refused_at
        from school.agreement_assignments where refused_by_id is not null;
    end loop;
    perform set_config('tutela.school_id', '00000000-0000-0000-0000-000000000000', true);
end $$;
select system.protect('school.agreement_refusals', 'select, insert, update');

-- What the school decided when parents differ.
create table school.agreement_decisions (
    school_id uuid not null, id uuid not null, assignment_id uuid not null, decided_by_id uuid not null, goes_ahead boolean not null,
    reason text not null check (length(reason) <= 2000), at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, assignment_id) references school.agreement_assignments (school_id, id),
    foreign key (school_id, decided_by_id) references school.people (school_id, id)
);
create index agreement_decisions_assignment on school.agreement_decisions (school_id, assignment_id);
select system.protect_append_only('school.agreement_decisions');

alter table school.agreement_assignments drop column refused_reason, drop column refused_at, drop column refused_by_id,
    add column needs_self boolean not null default true, add column asks_child boolean not null default false, add column optional boolean not null default false,
    add column phase text, add column starts_on date, add column holds_until date;
create index agreement_assignments_holds on school.agreement_assignments (school_id, document, holds_until) where holds_until is not null;

alter table school.agreement_signatures drop constraint agreement_signatures_school_id_assignment_id_signed_as_key,
    add constraint agreement_signatures_one unique (school_id, assignment_id, signed_as, signer_id),
    add column child_agrees boolean not null default false, add column language text, add column scan_id uuid,
    add constraint agreement_signatures_scan foreign key (school_id, scan_id) references school.files (school_id, id) deferrable initially deferred not valid;
