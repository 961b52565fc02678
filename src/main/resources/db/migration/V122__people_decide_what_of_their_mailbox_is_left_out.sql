-- What of a mailbox is left out: mail with an address, or with a domain and all below it. Mail of other mailboxes stays.
create table mailbox_exclusion (
    mailbox_id bigint      not null references mailbox (id),
    what       text        not null,
    at         timestamptz not null,
    constraint one_exclusion_per_mailbox_and_name primary key (mailbox_id, what),
    constraint an_exclusion_is_lower_case check (what = lower(what) and what <> '')
);

-- kept_from: after a purge, mail that is older is not kept any more. forgetting: what was kept before an exclusion or a purge
-- is still being taken off the record.
alter table mailbox
    add column kept_from timestamptz,
    add column forgetting boolean not null default false;
create index mailbox_forgetting on mailbox (id) where forgetting;
