-- The policy with which a school went live is in force before its approval route has approved it; that approval is entered once, afterwards.
alter table school.policy_versions add column adopted_at timestamptz;

create or replace function system.keep_policy_version() returns trigger language plpgsql as $$
begin
    if old.status in ('Published', 'Archived', 'Withdrawn') and current_user <> 'tutela_maintenance' and
        ((old.number, old.settings, old.policy, old.guidance, old.agreements, old.document_versions, old.reason, old.published_at, old.adopted_at)
        is distinct from
        (new.number, new.settings, new.policy, new.guidance, new.agreements, new.document_versions, new.reason, new.published_at, new.adopted_at)
        or ((old.agreed_on, old.board_on) is distinct from (new.agreed_on, new.board_on) and not (old.adopted_at is not null and old.agreed_on is null))) then
        raise exception 'a published version of the policy is not changed';
    end if;
    return new;
end $$;
