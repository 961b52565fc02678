-- The server through which mail goes out; no row: none goes out. The password is encrypted and bound to server and user.
-- not_before, tries: how long the server is left alone after it could not be used.
create table smtp_server (
    id            smallint    not null primary key default 1,
    host          text        not null,
    port          integer     not null,
    protection    text        not null,
    username      text,
    secret        bytea,
    from_address  text        not null,
    from_name     text        not null,
    not_before    timestamptz,
    tries         integer     not null default 0,
    last_error    text,
    last_error_at timestamptz,
    version       integer     not null default 0,
    constraint one_smtp_server check (id = 1),
    constraint smtp_port_is_a_port check (port between 1 and 65535),
    constraint smtp_protection_is_known check (protection in ('TLS', 'STARTTLS', 'NONE')),
    constraint smtp_user_has_a_password check ((username is null) = (secret is null))
);

-- Mail on its way, written in the transaction of its cause. The Message-ID is fixed here: a message that is handed over
-- twice because a node died in between is the same message to whoever gets it. content: encrypted, gone once it is sent.
create table outgoing_mail (
    id         bigint generated always as identity primary key,
    message_id text        not null,
    to_address text        not null,
    to_name    text        not null,
    subject    text        not null,
    content    bytea,
    state      text        not null default 'WAITING',
    created_at timestamptz not null,
    not_before timestamptz not null,
    tries      integer     not null default 0,
    handing_at timestamptz,
    sent_at    timestamptz,
    last_error text,
    constraint one_outgoing_mail_per_message_id unique (message_id),
    constraint outgoing_mail_state_is_known check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED')),
    constraint outgoing_mail_is_there_until_it_is_sent check ((content is null) = (state = 'SENT')),
    constraint sent_mail_knows_when check ((sent_at is not null) = (state = 'SENT'))
);
create index outgoing_mail_to_do on outgoing_mail (not_before) where state in ('WAITING', 'SENDING');
create index outgoing_mail_by_time on outgoing_mail (created_at);
