-- Cards with which the youngest sign in: a secret on the card and three pictures that the child knows. The id is the pupil's.
create table school.picture_cards (
    school_id uuid not null, id uuid not null, card_hash bytea not null check (length(card_hash) = 32), pictures_hash text not null, made_at timestamptz not null,
    primary key (school_id, id), unique (school_id, card_hash),
    foreign key (school_id, id) references school.people (school_id, id)
);
select system.protect('school.picture_cards');
