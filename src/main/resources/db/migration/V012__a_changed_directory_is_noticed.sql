-- Whoever changes what mail is matched against, by whatever path, raises directory_version in the same transaction:
-- all mailboxes are then read again from their floor, and a page that was matched against the old one is matched anew.
create function raise_directory_version() returns trigger language plpgsql as $$
begin
    -- Once per transaction: nobody else sees the steps between, and an import would write the one row thousands of times.
    if coalesce(current_setting('touchline.directory_raised', true), '') <> 'yes' then
        update directory_version set version = version + 1;
        perform set_config('touchline.directory_raised', 'yes', true);
    end if;
    return null;
end $$;

create trigger directory_changed after insert or update or delete on contact_address
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update of contact_id, partner_id, since, until or delete on contact_place
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update of partner_id, domain, include_subdomains or delete on partner_domain
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update or delete on own_domain
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update or delete on own_address
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update or delete on free_mail_change
    for each statement execute function raise_directory_version();
create trigger directory_changed_by_archiving after update of archived_at on partner
    for each statement execute function raise_directory_version();
create trigger directory_changed_by_archiving after update of archived_at on contact
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update of email on member
    for each statement execute function raise_directory_version();
create trigger directory_changed after insert or update of address, removed_at on mailbox
    for each statement execute function raise_directory_version();
