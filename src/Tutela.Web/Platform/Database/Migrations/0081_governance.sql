-- Governance: meetings and yearly reviews, what they asked of whom, questions of governors, signed reports, the self-review.
create table school.meetings (
    school_id uuid not null references system.schools, id uuid not null, kind text not null, title text not null check (length(title) <= 200), planned_on date not null,
    agenda text not null check (length(agenda) <= 5000), planned_by_id uuid not null, planned_at timestamptz not null,
    held_on date, minutes text check (length(minutes) <= 20000), others text check (length(others) <= 500), log_from date, log_to date, incident_log text, recorded_by_id uuid, recorded_at timestamptz,
    findings text check (length(findings) <= 5000), next_on date, signed_name text check (length(signed_name) <= 200), signed_by_id uuid, signed_at timestamptz,
    cancelled_at timestamptz, cancelled_reason text check (length(cancelled_reason) <= 500),
    primary key (school_id, id),
    foreign key (school_id, planned_by_id) references school.people (school_id, id),
    foreign key (school_id, recorded_by_id) references school.people (school_id, id),
    foreign key (school_id, signed_by_id) references school.people (school_id, id)
);
create index meetings_planned on school.meetings (school_id, planned_on);
select system.protect('school.meetings', 'select, insert, update');

create table school.meeting_attendees (
    school_id uuid not null, id uuid not null, meeting_id uuid not null, person_id uuid not null, capacity text not null,
    primary key (school_id, id), unique (school_id, meeting_id, person_id, capacity),
    foreign key (school_id, meeting_id) references school.meetings (school_id, id),
    foreign key (school_id, person_id) references school.people (school_id, id)
);
select system.protect_append_only('school.meeting_attendees');

create table school.meeting_notes (
    school_id uuid not null, id uuid not null, meeting_id uuid not null, text text not null check (length(text) <= 5000), by_id uuid not null, by_name text not null, at timestamptz not null,
    primary key (school_id, id),
    foreign key (school_id, meeting_id) references school.meetings (school_id, id),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
create index meeting_notes_meeting on school.meeting_notes (school_id, meeting_id);
select system.protect_append_only('school.meeting_notes');

create table school.review_points (
    school_id uuid not null, id uuid not null, meeting_id uuid not null, risk text, question text not null check (length(question) <= 500),
    evidence text check (length(evidence) <= 2000), finding text check (length(finding) <= 2000), position integer not null,
    primary key (school_id, id),
    foreign key (school_id, meeting_id) references school.meetings (school_id, id)
);
create index review_points_meeting on school.review_points (school_id, meeting_id);
select system.protect('school.review_points', 'select, insert, update');

create table school.self_reviews (
    school_id uuid not null references system.schools, id uuid not null, started_by_id uuid not null, started_on date not null, finished_by_id uuid, finished_at timestamptz,
    primary key (school_id, id),
    foreign key (school_id, started_by_id) references school.people (school_id, id),
    foreign key (school_id, finished_by_id) references school.people (school_id, id)
);
create unique index self_reviews_one_open on school.self_reviews (school_id) where finished_at is null;
select system.protect('school.self_reviews', 'select, insert, update');

create table school.self_review_aspects (
    school_id uuid not null, id uuid not null, review_id uuid not null, aspect text not null, level integer not null check (level between 1 and 5),
    commentary text not null check (length(commentary) <= 2000), by_id uuid not null, at timestamptz not null,
    primary key (school_id, id), unique (school_id, review_id, aspect),
    foreign key (school_id, review_id) references school.self_reviews (school_id, id),
    foreign key (school_id, by_id) references school.people (school_id, id)
);
select system.protect('school.self_review_aspects', 'select, insert, update');

create table school.governance_actions (
    school_id uuid not null references system.schools, id uuid not null, meeting_id uuid, review_id uuid, aspect text, text text not null check (length(text) <= 500),
    owner_id uuid not null, due_on date not null, added_by_id uuid not null, added_at timestamptz not null,
    done_at timestamptz, done_by_id uuid, outcome text check (length(outcome) <= 2000),
    primary key (school_id, id),
    foreign key (school_id, meeting_id) references school.meetings (school_id, id),
    foreign key (school_id, review_id) references school.self_reviews (school_id, id),
    foreign key (school_id, owner_id) references school.people (school_id, id),
    foreign key (school_id, added_by_id) references school.people (school_id, id),
    foreign key (school_id, done_by_id) references school.people (school_id, id)
);
create index governance_actions_open on school.governance_actions (school_id, due_on) where done_at is null;
select system.protect('school.governance_actions', 'select, insert, update');

create table school.governor_questions (
    school_id uuid not null references system.schools, id uuid not null, asked_by_id uuid not null, asked_at timestamptz not null, asked_of text not null,
    text text not null check (length(text) <= 2000), answered_by_id uuid, answered_at timestamptz, answer text check (length(answer) <= 5000),
    primary key (school_id, id),
    foreign key (school_id, asked_by_id) references school.people (school_id, id),
    foreign key (school_id, answered_by_id) references school.people (school_id, id)
);
create index governor_questions_open on school.governor_questions (school_id, asked_of) where answered_at is null;
select system.protect('school.governor_questions', 'select, insert, update');

create table school.governors_reports (
    school_id uuid not null references system.schools, id uuid not null, from_day date not null, to_day date not null, body text not null, digest bytea not null,
    signed_by_id uuid not null, signed_name text not null check (length(signed_name) <= 200), signed_as text not null, signed_at timestamptz not null,
    primary key (school_id, id), check (to_day >= from_day),
    foreign key (school_id, signed_by_id) references school.people (school_id, id)
);
select system.protect_append_only('school.governors_reports');
