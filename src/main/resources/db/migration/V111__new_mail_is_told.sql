-- Microsoft 365 may tell of new mail, where an admin wants that: it wakes the mailbox up, and nothing else.
-- expecting_until: so long a handshake with this connection's subscriptions may come in.
alter table mail_connection
    add column notifications   boolean not null default false,
    add column expecting_until timestamptz;

-- A mailbox's subscription at Graph. proof_hash: SHA-256 of the secret that each notification must bring along.
-- woken_at: when the mailbox was last read, or will be, because of a notification.
create table mailbox_subscription (
    mailbox_id      bigint      not null primary key constraint subscription_mailbox_exists references mailbox (id),
    subscription_id text,
    proof_hash      bytea,
    url             text,
    expires_at      timestamptz,
    renew_at        timestamptz,
    notified_at     timestamptz,
    woken_at        timestamptz,
    fail_count      integer     not null default 0,
    not_before      timestamptz,
    last_error      text,
    constraint one_mailbox_per_subscription unique (subscription_id),
    constraint subscription_is_whole check (
        num_nulls(subscription_id, proof_hash, url, expires_at, renew_at) in (0, 5)),
    constraint subscription_is_renewed_before_it_ends check (renew_at <= expires_at)
);
