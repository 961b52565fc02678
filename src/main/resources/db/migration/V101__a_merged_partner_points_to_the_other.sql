-- Two entries that were one company: the one that went into the other stays in the archive and says where it went. It counts
-- on no day, not even on past ones: what it was is counted with the other.
alter table partner
    add column merged_into bigint,
    add constraint partner_merged_into_exists foreign key (merged_into) references partner (id),
    add constraint a_merged_partner_is_archived check (merged_into is null or archived_at is not null),
    add constraint a_partner_is_not_merged_into_itself check (merged_into <> id);
create index partner_by_merged_into on partner (merged_into) where merged_into is not null;

alter table directory_change drop constraint directory_change_is_known;
alter table directory_change add constraint directory_change_is_known check (what in (
    'ADDRESS_ADDED', 'ADDRESS_REMOVED', 'CONTACT_PLACED', 'CONTACT_ARCHIVED', 'CONTACT_RESTORED', 'DOMAIN_ADDED',
    'DOMAIN_REMOVED', 'PARTNER_ARCHIVED', 'PARTNER_RESTORED', 'PARTNER_MERGED', 'FREE_MAIL', 'NOT_FREE_MAIL', 'OURS', 'ZONE'));

create or replace function directory_changed_by_archiving() returns trigger language plpgsql as $$
declare gain boolean;
begin
    if tg_table_name = 'partner' then
        insert into directory_change (what, gains, partner_id)
        select case when a.merged_into is not null then 'PARTNER_MERGED'
                    when a.archived_at is null then 'PARTNER_RESTORED' else 'PARTNER_ARCHIVED' end,
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

-- A domain that goes from one partner to another matches no mail that was not matched before, unless the former was archived.
create function directory_changed_by_domain_update() returns trigger language plpgsql as $$
declare gain boolean;
begin
    insert into directory_change (what, gains, domain, partner_id)
    select 'DOMAIN_REMOVED', false, b.domain, b.partner_id from before b join after a on a.id = b.id
    where (a.domain, a.partner_id, a.include_subdomains) is distinct from (b.domain, b.partner_id, b.include_subdomains);
    if not found then return null; end if;
    insert into directory_change (what, gains, domain, partner_id)
    select 'DOMAIN_ADDED',
           (a.domain, a.include_subdomains) is distinct from (b.domain, b.include_subdomains) or p.archived_at is not null,
           a.domain, a.partner_id
    from before b join after a on a.id = b.id join partner p on p.id = b.partner_id
    where (a.domain, a.partner_id, a.include_subdomains) is distinct from (b.domain, b.partner_id, b.include_subdomains);
    select bool_or((a.domain, a.include_subdomains) is distinct from (b.domain, b.include_subdomains)
                   or p.archived_at is not null) into gain
    from before b join after a on a.id = b.id join partner p on p.id = b.partner_id;
    perform directory_edited(coalesce(gain, false));
    return null;
end $$;
drop trigger directory_changed_by_update_from on partner_domain;
drop trigger directory_changed_by_update_to on partner_domain;
create trigger directory_changed_by_update after update on partner_domain
    referencing old table as before new table as after for each statement execute function directory_changed_by_domain_update();
