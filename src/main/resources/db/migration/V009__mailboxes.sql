-- A mailbox that is read: its server, how far back, how it fares.
create table mailbox (
    id               bigint generated always as identity primary key,
    address          text        not null,
    member_id        bigint references member (id),
    shared           boolean     not null default false,
    kind             text        not null default 'IMAP',
    host             text        not null,
    port             integer     not null,
    tls              text        not null,
    username         text        not null,
    secret           bytea       not null,
    floor            date        not null,
    state            text        not null default 'WAITING',
    not_before       timestamptz,
    fail_count       integer     not null default 0,
    auth_failures    integer     not null default 0,
    lease_epoch      bigint      not null default 0,
    acknowledged_at  timestamptz,
    acknowledged_by  bigint references member (id),
    acknowledgement  text,
    paused           boolean     not null default false,
    removed_at       timestamptz,
    last_ok_at       timestamptz,
    round            bigint      not null default 1,
    round_started_at timestamptz,
    check_asked_at   timestamptz,
    per_minute       integer,
    last_error       text,
    last_error_at    timestamptz,
    created_at       timestamptz not null,
    version          integer     not null default 0,
    constraint mailbox_address_is_lower_case check (address = lower(address)),
    constraint mailbox_belongs_to_someone_or_is_shared check (shared <> (member_id is not null)),
    constraint mailbox_kind_is_known check (kind in ('IMAP')),
    constraint mailbox_tls_is_known check (tls in ('TLS', 'STARTTLS', 'NONE')),
    constraint mailbox_port_is_a_port check (port between 1 and 65535),
    constraint mailbox_state_is_known check (state in ('WAITING', 'BACKFILL', 'LIVE', 'BACKOFF', 'REAUTH_REQUIRED')),
    constraint mailbox_acknowledgement_is_known check (acknowledgement in ('OWNER', 'ADMIN_RECORDED')),
    constraint mailbox_acknowledgement_is_whole check ((acknowledged_at is null) = (acknowledgement is null))
);
create unique index one_mailbox_per_address on mailbox (address) where removed_at is null;
create index mailbox_by_member on mailbox (member_id);

-- What was read of each folder. The cursors are the source's own words for a place in a folder (IMAP: UIDVALIDITY/UID)
-- and are opaque here. live climbs with new mail, backfill sinks towards the floor, reread sinks once more after
-- partners, contacts or domains changed (reread_goal: the directory version that this descent is for).
-- seen_state: what the server said of the folder when it was last read to the end; the same again means nothing came.
-- checked_round: the mailbox's round in which it was last looked at; when all are through, the mailbox is read to the end.
create table mailbox_folder (
    id               bigint generated always as identity primary key,
    mailbox_id       bigint      not null references mailbox (id),
    name             text        not null,
    title            text        not null,
    gone             boolean     not null default false,
    live_cursor      text,
    backfill_cursor  text,
    backfill_done    boolean     not null default false,
    backfill_left    bigint      not null default 0,
    backfill_total   bigint      not null default 0,
    reread_cursor    text,
    reread_goal      bigint,
    reread_version   bigint      not null default 0,
    reread_left      bigint      not null default 0,
    reread_total     bigint      not null default 0,
    page_size        integer     not null default 500,
    seen_state       text,
    checked_round    bigint      not null default 0,
    problem          text,
    read_to_floor    boolean     not null default false,
    resyncs_today    integer     not null default 0,
    resync_day       date,
    generation       bigint      not null default 0,
    constraint one_row_per_folder unique (mailbox_id, name),
    constraint a_page_has_one_to_500_messages check (page_size between 1 and 500)
);

create table mailbox_counter (
    mailbox_id bigint not null references mailbox (id),
    what       text   not null,
    n          bigint not null default 0,
    constraint one_counter_per_mailbox_and_thing primary key (mailbox_id, what)
);

create table mailbox_quarantine (
    mailbox_id  bigint      not null references mailbox (id),
    provider_id text        not null,
    error_class text        not null,
    tries       integer     not null default 1,
    at          timestamptz not null,
    constraint one_quarantine_row_per_message primary key (mailbox_id, provider_id)
);

-- Grows by one whenever an address, a domain, a partner or one of ours changes: mail must then be matched anew.
create table directory_version (
    id      smallint not null primary key default 1,
    version bigint   not null,
    constraint one_directory_version check (id = 1)
);
insert into directory_version (version) values (1);
