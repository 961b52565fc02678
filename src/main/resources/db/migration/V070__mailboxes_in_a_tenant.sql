-- A Microsoft 365 tenant and the app registered in it: one credential for all its mailboxes. The secret (or certificate
-- with its key) is encrypted and bound to tenant, app and addresses.
create table mail_connection (
    id             bigint generated always as identity primary key,
    name           text        not null,
    tenant         text        not null,
    client_id      text        not null,
    credential     text        not null,
    secret         bytea       not null,
    graph_url      text        not null,
    authority_url  text        not null,
    scope_meant    text,
    state          text        not null default 'READY',
    last_error     text,
    last_error_at  timestamptz,
    not_before     timestamptz,
    concurrency    integer     not null default 8,
    concurrency_at timestamptz not null,
    created_at     timestamptz not null,
    removed_at     timestamptz,
    version        integer     not null default 0,
    constraint connection_credential_is_known check (credential in ('SECRET', 'CERTIFICATE')),
    constraint connection_state_is_known check (state in ('READY', 'REAUTH_REQUIRED')),
    constraint connection_lets_somebody_in check (concurrency between 1 and 64)
);
create unique index one_connection_per_app on mail_connection (tenant, client_id) where removed_at is null;

alter table mailbox
    add column connection_id   bigint constraint mailbox_connection_exists references mail_connection (id),
    add column gone_count      integer not null default 0,
    add column gone_since      timestamptz,
    add column throttled_until timestamptz,
    add column reading_until   timestamptz,
    add column headers_shown   boolean,
    add column too_wide        boolean,
    alter column host drop not null,
    alter column port drop not null,
    alter column tls drop not null,
    alter column username drop not null,
    alter column secret drop not null,
    drop constraint mailbox_kind_is_known,
    drop constraint mailbox_state_is_known,
    add constraint mailbox_kind_is_known check (kind in ('IMAP', 'MICROSOFT_365')),
    add constraint mailbox_state_is_known
        check (state in ('WAITING', 'BACKFILL', 'LIVE', 'BACKOFF', 'REAUTH_REQUIRED', 'GONE_SUSPECT', 'GONE')),
    add constraint mailbox_knows_its_way_in check (
        kind = 'IMAP' and connection_id is null and host is not null and port is not null and tls is not null
            and username is not null and secret is not null
        or kind = 'MICROSOFT_365' and connection_id is not null and host is null and secret is null);
create index mailbox_by_connection on mailbox (connection_id) where connection_id is not null;

-- The largest page that this folder's server could answer today.
alter table mailbox_folder
    add column page_limit    integer not null default 500,
    add column page_limit_on date,
    add constraint a_page_limit_is_a_page_size check (page_limit between 1 and 500);
