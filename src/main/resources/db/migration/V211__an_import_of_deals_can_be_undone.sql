alter table import_image drop constraint import_image_kind_is_known;
alter table import_image add constraint import_image_kind_is_known check (kind in ('partner', 'contact', 'deal'));

-- What the file is about, and how many deals it brought.
update import_job set plan = plan || '{"subject": "PARTNERS"}', counts = counts || '{"newDeals": 0}';

-- Whether this transaction undoes an import (touchline.undoing: its id) that wrote the deal. Only then does what happened to it,
-- as the file told it, go again; that the deal holds together is looked at all the same when the transaction ends.
create function deal_is_put_back(which bigint) returns boolean language plpgsql as $$
begin
    if coalesce(current_setting('touchline.undoing', true), '') = '' then return false; end if;
    return exists (select from import_image
                   where job_id = current_setting('touchline.undoing')::uuid and kind = 'deal' and record_id = which);
end $$;

create or replace function deal_event_stays() returns trigger language plpgsql as $$
begin
    -- with its deal it goes
    if tg_op = 'DELETE' and (not exists (select from deal where id = old.deal_id) or deal_is_put_back(old.deal_id)) then
        return old;
    end if;
    raise exception 'what happened to a deal is only ever added to' using errcode = 'check_violation', constraint = 'deal_event_stays';
end $$;

create or replace function deal_changes_as_allowed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.stage <> 'REGISTERED' or new.standing not in ('WAITING', 'OURS') then
            raise exception 'a deal begins as registered and undecided'
                using errcode = 'check_violation', constraint = 'a_deal_begins_at_the_beginning';
        end if;
        return new;
    end if;
    if (new.code, new.origin, new.registered_at) is distinct from (old.code, old.origin, old.registered_at) then
        raise exception 'how a deal came in stays as it was'
            using errcode = 'check_violation', constraint = 'a_registration_stays_as_it_was';
    end if;
    if deal_is_put_back(new.id) then return new; end if;
    if new.standing <> old.standing and (old.standing, new.standing) not in (
            ('WAITING', 'APPROVED'), ('WAITING', 'DECLINED'), ('WAITING', 'WITHDRAWN'), ('DECLINED', 'WAITING')) then
        raise exception 'from % a registration does not become %', old.standing, new.standing
            using errcode = 'check_violation', constraint = 'a_decision_follows_as_allowed';
    end if;
    if new.stage <> old.stage and not exists (
            select from deal_stage_move where from_stage = old.stage and to_stage = new.stage) then
        raise exception 'from % a deal does not move to %', old.stage, new.stage
            using errcode = 'check_violation', constraint = 'a_stage_follows_as_allowed';
    end if;
    if old.protected_until is not null and new.protected_until is distinct from old.protected_until
            and (new.protected_until < old.protected_until or new.extensions <> old.extensions + 1
                 or old.lapsed_on is not null or old.unprotected_on is not null) then
        raise exception 'protection is only ever extended, while it lasts'
            using errcode = 'check_violation', constraint = 'protection_is_extended_while_it_lasts';
    end if;
    if old.lapsed_on is not null and new.lapsed_on is distinct from old.lapsed_on then
        raise exception 'what has lapsed stays so' using errcode = 'check_violation', constraint = 'lapsed_protection_stays_so';
    end if;
    return new;
end $$;
