-- Where it happened, with what, whether it was about who somebody is, and whether it is the school's matter.

alter table school.concerns
    add column place text,
    add column technologies text[] not null default '{}',
    add column traits text[] not null default '{}',
    add column on_personal_account boolean,
    add column touches_school boolean,
    add column scope text,
    add column scope_reason text check (length(scope_reason) <= 2000),
    add column scope_decided_at timestamptz,
    add column scope_decided_by_id uuid,
    add column closed_out_of_scope boolean not null default false;

create or replace function system.keep_what_was_said() returns trigger language plpgsql as $$
begin
    if (old.account, old.child_words, old.action_taken, old.written_at, old.reporter_id, old.source, old.source_text, old.number,
            old.happened_on, old.happened_time, old.happened_about, old.unnamed, old.stance, old.place, old.technologies)
        is distinct from (new.account, new.child_words, new.action_taken, new.written_at, new.reporter_id, new.source, new.source_text, new.number,
            new.happened_on, new.happened_time, new.happened_about, new.unnamed, new.stance, new.place, new.technologies)
        and current_user <> 'tutela_maintenance' then
        raise exception 'what was said in a concern is never edited' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
