-- How somebody at a partner's domain who is no contact is called on mail: what they call themselves before what others do.
create table address_name (
    address text        not null primary key,
    name    text        not null,
    own     boolean     not null,
    said_at timestamptz not null,
    constraint address_name_is_lower_case check (address = lower(address)),
    constraint address_name_says_something check (name <> '')
);

-- Mail that came back from a partner's address, where the headers of the report name it.
create table bounce (
    address     text        not null,
    message_key text        not null,
    at          timestamptz not null,
    constraint one_bounce_per_address_and_report primary key (address, message_key)
);

-- A person said that an address need not be proposed: as a contact, or (for what came back until then) for clean-up.
create table contact_dismissal (
    address text        not null,
    what    text        not null,
    at      timestamptz not null,
    constraint one_dismissal_per_address primary key (address, what),
    constraint contact_dismissal_is_known check (what in ('SUGGESTION', 'BOUNCE'))
);

create index touch_party_by_domain_alone on touch_party (partner_id, address)
    where matched_by = 'DOMAIN' and contact_id is null and not candidate;

-- A new contact's place alone matches nothing before there is an address.
create or replace function place_gains(contact bigint, place bigint, days daterange) returns boolean language sql stable as $$
    select exists (select from contact_address a where a.contact_id = $1) and not coalesce(range_agg(known.days) @> $3, false)
    from (
        select p.valid as days from contact_place p where p.contact_id = $1 and p.id <> $2
        union all
        select c.went from directory_change c
        where c.transaction = pg_current_xact_id() and c.reattribution_id is null and c.contact_id = $1 and c.went is not null
    ) known
$$;

-- All mail with an address that is on record by its domain alone is on record: as a contact's it finds none besides.
create or replace function directory_changed_by_address() returns trigger language plpgsql as $$
declare gain boolean;
begin
    if not exists (select from changed) then return null; end if;
    insert into directory_change (what, gains, address, contact_id)
    select case tg_op when 'DELETE' then 'ADDRESS_REMOVED' else 'ADDRESS_ADDED' end,
           tg_op <> 'DELETE' and not exists (
               select from touch_party p
               where folded_address(p.address) = folded_address(changed.address) and p.address = changed.address
                 and p.matched_by = 'DOMAIN' and not p.candidate),
           address, contact_id
    from changed;
    select bool_or(tg_op <> 'DELETE' and not exists (
               select from touch_party p
               where folded_address(p.address) = folded_address(changed.address) and p.address = changed.address
                 and p.matched_by = 'DOMAIN' and not p.candidate)) into gain
    from changed;
    perform directory_edited(gain);
    return null;
end $$;
