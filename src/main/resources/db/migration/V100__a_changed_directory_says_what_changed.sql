-- edition rises with every change of what mail is matched against; version, as before, is what mailboxes are read again
-- for, and now only rises with a change by which mail that was not kept may turn out to be a partner's. What is lost or
-- moves between partners is worked out from the touches on record.
alter table directory_version add column edition bigint not null default 1;

-- What became of the mail on record after one transaction that changed the directory: the touches that were matched anew,
-- and those that a reading of all mailboxes again has found since.
create table reattribution (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    -- mailboxes must have been read again for at least this version; null: they need not be
    version       bigint,
    after_touch   bigint      not null default 0,
    looked_at     bigint      not null default 0,
    moved         bigint      not null default 0,
    unlinked      bigint      not null default 0,
    matched_at    timestamptz,
    finished_at   timestamptz,
    constraint reattribution_counts_nothing_negative check (looked_at >= 0 and moved >= 0 and unlinked >= 0),
    constraint a_reattribution_ends_after_matching check (finished_at is null or matched_at is not null)
);
create index reattribution_under_way on reattribution (id) where finished_at is null;

-- Apart from it, so that pages that are taken in and the matching anew do not wait for each other.
create table reattribution_found (
    reattribution_id bigint not null primary key references reattribution (id) on delete cascade,
    touches          bigint not null
);

-- One row per thing that changed, with the names (an address, or a domain with all below it) whose mail it concerns.
-- No foreign keys: it tells what was, of whatever has gone since.
create table directory_change (
    id               bigint generated always as identity primary key,
    transaction      xid8      not null default pg_current_xact_id(),
    reattribution_id bigint references reattribution (id) on delete cascade,
    what             text      not null,
    gains            boolean   not null,
    address          text,
    domain           text,
    contact_id       bigint,
    partner_id       bigint,
    -- of a contact that moved: the days for which a place of theirs was taken away
    went             daterange,
    constraint directory_change_is_known check (what in (
        'ADDRESS_ADDED', 'ADDRESS_REMOVED', 'CONTACT_PLACED', 'CONTACT_ARCHIVED', 'CONTACT_RESTORED', 'DOMAIN_ADDED',
        'DOMAIN_REMOVED', 'PARTNER_ARCHIVED', 'PARTNER_RESTORED', 'FREE_MAIL', 'NOT_FREE_MAIL', 'OURS', 'ZONE'))
);
create index directory_change_pending on directory_change (transaction, contact_id) where reattribution_id is null;
create index directory_change_by_reattribution on directory_change (reattribution_id);
create index directory_change_by_partner on directory_change (partner_id, reattribution_id);
create index directory_change_by_domain on directory_change (domain);

-- Two addresses that may be taken for the same have the same folded form: without plus tag and dots.
create function folded_address(address text) returns text language sql immutable parallel safe as $$
    select replace(split_part(left(address, greatest(0, length(address) - length(host) - 1)), '+', 1), '.', '') || '@' || host
    from (select substring(address from '[^@]*$') as host) of
$$;
create function backward_host(address text) returns text language sql immutable parallel safe as $$
    select reverse(substring(address from '[^@]*$'))
$$;
create index directory_change_by_folded_address on directory_change (folded_address(address));
create index touch_party_by_folded_address on touch_party (folded_address(address));
create index touch_party_by_host on touch_party (backward_host(address) collate "C");

create function directory_edited(gain boolean) returns void language plpgsql as $$
begin
    -- Once per transaction: nobody else sees the steps between, and an import would write the one row thousands of times.
    if coalesce(current_setting('touchline.directory_edited', true), '') <> 'yes' then
        update directory_version set edition = edition + 1;
        perform set_config('touchline.directory_edited', 'yes', true);
    end if;
    if gain and coalesce(current_setting('touchline.directory_raised', true), '') <> 'yes' then
        update directory_version set version = version + 1;
        perform set_config('touchline.directory_raised', 'yes', true);
    end if;
end $$;

-- Whether a contact is somewhere on days on which they were nowhere before this transaction, in whatever order it moves them.
create function place_gains(contact bigint, place bigint, days daterange) returns boolean language sql stable as $$
    select not coalesce(range_agg(known.days) @> $3, false)
    from (
        select p.valid as days from contact_place p where p.contact_id = $1 and p.id <> $2
        union all
        select c.went from directory_change c
        where c.transaction = pg_current_xact_id() and c.reattribution_id is null and c.contact_id = $1 and c.went is not null
    ) known
$$;

create function directory_changed_by_address() returns trigger language plpgsql as $$
begin
    if not exists (select from changed) then return null; end if;
    insert into directory_change (what, gains, address, contact_id)
    select case tg_op when 'DELETE' then 'ADDRESS_REMOVED' else 'ADDRESS_ADDED' end, tg_op <> 'DELETE', address, contact_id
    from changed;
    perform directory_edited(tg_op <> 'DELETE');
    return null;
end $$;

create function directory_changed_by_place() returns trigger language plpgsql as $$
declare gain boolean := false;
begin
    if tg_op in ('UPDATE', 'DELETE') then
        if tg_op = 'UPDATE' then
            insert into directory_change (what, gains, contact_id, partner_id, went)
            select 'CONTACT_PLACED', false, b.contact_id, b.partner_id, b.valid
            from before b join after a on a.id = b.id
            where (a.contact_id, a.partner_id, a.valid) is distinct from (b.contact_id, b.partner_id, b.valid);
        else
            insert into directory_change (what, gains, contact_id, partner_id, went)
            select 'CONTACT_PLACED', false, contact_id, partner_id, valid from before;
        end if;
        if found then perform directory_edited(false); end if;
    end if;
    if tg_op = 'INSERT' then
        insert into directory_change (what, gains, contact_id, partner_id)
        select 'CONTACT_PLACED', place_gains(contact_id, id, valid), contact_id, partner_id from after;
        select coalesce(bool_or(place_gains(contact_id, id, valid)), false) into gain from after;
        if exists (select from after) then perform directory_edited(gain); end if;
    elsif tg_op = 'UPDATE' then
        insert into directory_change (what, gains, contact_id, partner_id)
        select 'CONTACT_PLACED', place_gains(a.contact_id, a.id, a.valid), a.contact_id, a.partner_id
        from before b join after a on a.id = b.id
        where (a.contact_id, a.partner_id, a.valid) is distinct from (b.contact_id, b.partner_id, b.valid);
        select coalesce(bool_or(place_gains(a.contact_id, a.id, a.valid)), false) into gain
        from before b join after a on a.id = b.id
        where (a.contact_id, a.valid) is distinct from (b.contact_id, b.valid);
        if gain then perform directory_edited(true); end if;
    end if;
    return null;
end $$;

create function directory_changed_by_domain() returns trigger language plpgsql as $$
begin
    if not exists (select from changed) then return null; end if;
    insert into directory_change (what, gains, domain, partner_id)
    select case tg_op when 'DELETE' then 'DOMAIN_REMOVED' else 'DOMAIN_ADDED' end, tg_op <> 'DELETE', domain, partner_id
    from changed;
    perform directory_edited(tg_op <> 'DELETE');
    return null;
end $$;

create function directory_changed_by_free_mail() returns trigger language plpgsql as $$
declare gain boolean;
begin
    if not exists (select from changed) then return null; end if;
    insert into directory_change (what, gains, domain)
    select case when is_free_mail = (tg_op <> 'DELETE') then 'FREE_MAIL' else 'NOT_FREE_MAIL' end,
           is_free_mail <> (tg_op <> 'DELETE'), domain
    from changed;
    select bool_or(is_free_mail <> (tg_op <> 'DELETE')) into gain from changed;
    perform directory_edited(gain);
    return null;
end $$;

create function directory_changed_by_archiving() returns trigger language plpgsql as $$
declare gain boolean;
begin
    if tg_table_name = 'partner' then
        insert into directory_change (what, gains, partner_id)
        select case when a.archived_at is null then 'PARTNER_RESTORED' else 'PARTNER_ARCHIVED' end,
               coalesce(a.archived_at > b.archived_at, a.archived_at is null), a.id
        from before b join after a on a.id = b.id where a.archived_at is distinct from b.archived_at;
    else
        insert into directory_change (what, gains, contact_id)
        select case when a.archived_at is null then 'CONTACT_RESTORED' else 'CONTACT_ARCHIVED' end,
               coalesce(a.archived_at > b.archived_at, a.archived_at is null), a.id
        from before b join after a on a.id = b.id where a.archived_at is distinct from b.archived_at;
    end if;
    if found then
        select bool_or(coalesce(a.archived_at > b.archived_at, a.archived_at is null)) into gain
        from before b join after a on a.id = b.id where a.archived_at is distinct from b.archived_at;
        perform directory_edited(coalesce(gain, false));
    end if;
    return null;
end $$;

-- Who we are: directions and credits depend on it too, so that mail is always read again.
create function directory_changed_by_ourselves() returns trigger language plpgsql as $$
begin
    if not exists (select from changed) then return null; end if;
    if tg_table_name = 'own_domain' then
        insert into directory_change (what, gains, domain) select 'OURS', true, domain from changed;
    else
        insert into directory_change (what, gains, address) select 'OURS', true, address from changed;
    end if;
    perform directory_edited(true);
    return null;
end $$;

create function directory_changed_by_member() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into directory_change (what, gains, address) select 'OURS', true, email from after;
    else
        insert into directory_change (what, gains, address)
        select 'OURS', true, email.address from before b join after a on a.id = b.id
        cross join lateral (values (a.email), (b.email)) email (address) where a.email <> b.email;
    end if;
    if found then perform directory_edited(true); end if;
    return null;
end $$;

create function directory_changed_by_mailbox() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into directory_change (what, gains, address) select 'OURS', true, address from after;
    else
        insert into directory_change (what, gains, address)
        select 'OURS', true, own.address from before b join after a on a.id = b.id
        cross join lateral (values (a.address), (b.address)) own (address)
        where (a.address, a.removed_at) is distinct from (b.address, b.removed_at);
    end if;
    if found then perform directory_edited(true); end if;
    return null;
end $$;

create function directory_changed_by_zone() returns trigger language plpgsql as $$
begin
    insert into directory_change (what, gains) values ('ZONE', true);
    perform directory_edited(true);
    return null;
end $$;

drop trigger directory_changed on contact_address;
drop trigger directory_changed on contact_place;
drop trigger directory_changed on partner_domain;
drop trigger directory_changed on own_domain;
drop trigger directory_changed on own_address;
drop trigger directory_changed on free_mail_change;
drop trigger directory_changed_by_archiving on partner;
drop trigger directory_changed_by_archiving on contact;
drop trigger directory_changed on member;
drop trigger directory_changed on mailbox;
drop trigger directory_changed on programme;
drop function raise_directory_version();

create trigger directory_changed_by_insert after insert on contact_address
    referencing new table as changed for each statement execute function directory_changed_by_address();
create trigger directory_changed_by_delete after delete on contact_address
    referencing old table as changed for each statement execute function directory_changed_by_address();
create trigger directory_changed_by_update_from after update on contact_address
    referencing old table as changed for each statement execute function directory_changed_by_address();
create trigger directory_changed_by_update_to after update on contact_address
    referencing new table as changed for each statement execute function directory_changed_by_address();

create trigger directory_changed_by_insert after insert on contact_place
    referencing new table as after for each statement execute function directory_changed_by_place();
create trigger directory_changed_by_delete after delete on contact_place
    referencing old table as before for each statement execute function directory_changed_by_place();
create trigger directory_changed_by_update after update on contact_place
    referencing old table as before new table as after for each statement execute function directory_changed_by_place();

create trigger directory_changed_by_insert after insert on partner_domain
    referencing new table as changed for each statement execute function directory_changed_by_domain();
create trigger directory_changed_by_delete after delete on partner_domain
    referencing old table as changed for each statement execute function directory_changed_by_domain();
create trigger directory_changed_by_update_from after update on partner_domain
    referencing old table as changed for each statement execute function directory_changed_by_domain();
create trigger directory_changed_by_update_to after update on partner_domain
    referencing new table as changed for each statement execute function directory_changed_by_domain();

create trigger directory_changed_by_insert after insert on free_mail_change
    referencing new table as changed for each statement execute function directory_changed_by_free_mail();
create trigger directory_changed_by_delete after delete on free_mail_change
    referencing old table as changed for each statement execute function directory_changed_by_free_mail();
create trigger directory_changed_by_update after update on free_mail_change
    referencing new table as changed for each statement execute function directory_changed_by_free_mail();

create trigger directory_changed_by_archiving after update on partner
    referencing old table as before new table as after for each statement execute function directory_changed_by_archiving();
create trigger directory_changed_by_archiving after update on contact
    referencing old table as before new table as after for each statement execute function directory_changed_by_archiving();

create trigger directory_changed_by_insert after insert on own_domain
    referencing new table as changed for each statement execute function directory_changed_by_ourselves();
create trigger directory_changed_by_delete after delete on own_domain
    referencing old table as changed for each statement execute function directory_changed_by_ourselves();
create trigger directory_changed_by_insert after insert on own_address
    referencing new table as changed for each statement execute function directory_changed_by_ourselves();
create trigger directory_changed_by_delete after delete on own_address
    referencing old table as changed for each statement execute function directory_changed_by_ourselves();
create trigger directory_changed_by_update_from after update on own_address
    referencing old table as changed for each statement execute function directory_changed_by_ourselves();
create trigger directory_changed_by_update_to after update on own_address
    referencing new table as changed for each statement execute function directory_changed_by_ourselves();

create trigger directory_changed_by_insert after insert on member
    referencing new table as after for each statement execute function directory_changed_by_member();
create trigger directory_changed_by_update after update on member
    referencing old table as before new table as after for each statement execute function directory_changed_by_member();
create trigger directory_changed_by_insert after insert on mailbox
    referencing new table as after for each statement execute function directory_changed_by_mailbox();
create trigger directory_changed_by_update after update on mailbox
    referencing old table as before new table as after for each statement execute function directory_changed_by_mailbox();

create trigger directory_changed after update of zone on programme
    for each row when (old.zone is distinct from new.zone) execute function directory_changed_by_zone();
