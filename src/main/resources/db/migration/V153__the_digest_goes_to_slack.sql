-- The incoming webhook through which digests go to a channel; no row: none go. The address is a secret and encrypted.
create table slack_webhook (
    id            smallint    not null default 1,
    address       bytea       not null,
    entered_at    timestamptz not null,
    version       integer     not null default 0,
    constraint slack_webhook_pkey primary key (id),
    constraint one_slack_webhook check (id = 1)
);

-- What is on its way, written in the transaction of its cause. content: encrypted, gone once it is sent.
create table slack_message (
    id         bigint generated always as identity,
    content    bytea,
    state      text        not null default 'WAITING',
    created_at timestamptz not null,
    not_before timestamptz not null,
    tries      integer     not null default 0,
    sent_at    timestamptz,
    last_error text,
    constraint slack_message_pkey primary key (id),
    constraint slack_message_state_is_known check (state in ('WAITING', 'SENT', 'FAILED')),
    constraint slack_message_is_there_until_it_is_sent check ((content is null) = (state = 'SENT')),
    constraint a_sent_slack_message_knows_when check ((sent_at is not null) = (state = 'SENT'))
);
create index slack_message_to_do on slack_message (not_before) where state = 'WAITING';
