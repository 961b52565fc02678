-- Looked at when a transaction ends: how long a deal is protected, and how it ended, is what the events of it tell.
create function deal_is_as_told() returns trigger language plpgsql as $$
declare
    now_is deal%rowtype;
    told record;
begin
    select * into now_is from deal where id = new.id;
    if not found then return null; end if;
    select count(*) filter (where kind = 'EXTENDED') as extensions,
           (array_agg(to_day order by id desc) filter (where kind in ('APPROVED', 'EXTENDED')))[1] as until,
           count(*) filter (where kind = 'LAPSED') as lapsed,
           (array_agg(kind order by id desc) filter (where kind in ('UNPROTECTED', 'PROTECTED_AGAIN')))[1] as taken,
           (array_agg(day order by id desc) filter (where kind in ('WON', 'LOST')))[1] as closed_on,
           (array_agg(value order by id desc) filter (where kind = 'WON'))[1] as won
    into told
    from deal_event where deal_id = new.id;
    if now_is.extensions <> told.extensions or now_is.protected_until is distinct from told.until then
        raise exception 'how long deal % is protected is not what was decided and extended', new.id
            using errcode = 'check_violation', constraint = 'an_extension_is_told_with_its_evidence';
    end if;
    if (now_is.lapsed_on is not null) <> (told.lapsed > 0) then
        raise exception 'whether the protection of deal % lapsed is not what happened', new.id
            using errcode = 'check_violation', constraint = 'lapsing_is_told';
    end if;
    if (now_is.unprotected_on is not null) <> (told.taken is not distinct from 'UNPROTECTED') then
        raise exception 'whether the protection of deal % was taken away is not what happened', new.id
            using errcode = 'check_violation', constraint = 'taking_protection_away_is_told';
    end if;
    if now_is.closed_on is not null
            and (now_is.closed_on is distinct from told.closed_on
                 or now_is.won_value is not null and now_is.won_value is distinct from told.won) then
        raise exception 'how deal % was closed is not what happened', new.id
            using errcode = 'check_violation', constraint = 'closing_is_told';
    end if;
    return null;
end $$;
create constraint trigger deal_is_as_told
    after update of protected_until, extensions, lapsed_on, unprotected_on, closed_on, won_value on deal
    deferrable initially deferred for each row
    when ((old.protected_until, old.extensions, old.lapsed_on, old.unprotected_on, old.closed_on, old.won_value)
          is distinct from (new.protected_until, new.extensions, new.lapsed_on, new.unprotected_on, new.closed_on, new.won_value))
    execute function deal_is_as_told();
