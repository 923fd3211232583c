-- A breach names the device of the equipment list, and the part of a term. Every row there is has no device, so there is nothing to check.
alter table school.agreement_breaches add column device_id uuid, add column part text,
    add foreign key (school_id, device_id) references school.devices (school_id, id) not valid;
