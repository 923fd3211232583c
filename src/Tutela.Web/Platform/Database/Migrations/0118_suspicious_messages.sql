-- Messages that somebody did not trust: told to ICT support and, by a pupil, to the class teacher.
create table school.suspicious_messages (
    school_id uuid not null, id uuid not null, reporter_id uuid not null, by_pupil boolean not null, recipient_id uuid not null,
    way text not null, opened text not null, received_at timestamptz not null, account text check (length(account) <= 2000),
    reported_at timestamptz not null, told_ids uuid[] not null, dealt_with_at timestamptz, dealt_with_by_id uuid, outcome text check (length(outcome) <= 2000),
    primary key (school_id, id),
    foreign key (school_id, reporter_id) references school.people (school_id, id),
    foreign key (school_id, recipient_id) references school.people (school_id, id),
    foreign key (school_id, dealt_with_by_id) references school.people (school_id, id)
);
create index suspicious_messages_open on school.suspicious_messages (school_id, reported_at) where dealt_with_at is null;
create index suspicious_messages_at on school.suspicious_messages (school_id, reported_at);
select system.protect('school.suspicious_messages', 'select, insert, update');
