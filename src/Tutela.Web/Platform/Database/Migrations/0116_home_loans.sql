-- A device that goes home has a day to come back; equipment of their own that staff may use for work, with leave.
alter table school.device_loans add column due_on date;
create index device_loans_due on school.device_loans (school_id, due_on) where until is null and due_on is not null;

create table school.own_equipment_permissions (
    school_id uuid not null, id uuid not null, person_id uuid not null, device text not null check (length(device) <= 60), purpose text not null check (length(purpose) <= 500),
    given_by_id uuid not null, given_at timestamptz not null, until date, ended_at timestamptz, ended_by_id uuid,
    primary key (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id),
    foreign key (school_id, given_by_id) references school.people (school_id, id),
    foreign key (school_id, ended_by_id) references school.people (school_id, id)
);
create index own_equipment_permissions_person on school.own_equipment_permissions (school_id, person_id);
select system.protect('school.own_equipment_permissions', 'select, insert, update');
