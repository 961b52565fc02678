-- A mailbox that is read again because partners changed need not be read as a whole: what changed since the version that its
-- folders were matched against is on record, with the addresses and domains that it concerns. Changes are forgotten in
-- time; those since names_known_since are all there. Of those before this migration nobody can tell.
alter table directory_version add column names_known_since bigint;
update directory_version set names_known_since = version;
alter table directory_version
    alter column names_known_since set not null,
    alter column names_known_since set default 1,
    add constraint names_are_known_since_a_version_that_was check (names_known_since <= version);

-- Whether the descent that is under way asks for the mail of those names only.
alter table mailbox_folder add column reread_by_name boolean not null default false;

create index reattribution_by_version on reattribution (version);

-- The version to which its transaction raised the directory, on those of its changes that were there by then. Who raises it
-- keeps the row until the transaction ends, so that versions are committed in their order.
alter table directory_change add column version bigint;

create or replace function directory_edited(gain boolean) returns void language plpgsql as $$
declare raised_to bigint;
begin
    -- Once per transaction: nobody else sees the steps between, and an import would write the one row thousands of times.
    if coalesce(current_setting('touchline.directory_edited', true), '') <> 'yes' then
        update directory_version set edition = edition + 1;
        perform set_config('touchline.directory_edited', 'yes', true);
    end if;
    if gain and coalesce(current_setting('touchline.directory_raised', true), '') <> 'yes' then
        update directory_version set version = version + 1 returning version into raised_to;
        perform set_config('touchline.directory_raised', 'yes', true);
        update directory_change set version = raised_to
        where transaction = pg_current_xact_id() and reattribution_id is null and gains;
    end if;
end $$;
