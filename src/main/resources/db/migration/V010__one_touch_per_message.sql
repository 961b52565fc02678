create table touch (
    id              bigint generated always as identity primary key,
    message_key     text        not null,
    variant         smallint    not null default 0,
    kind            text        not null,
    nature          text        not null,
    rule            text        not null,
    direction       text        not null,
    occurred_at     timestamptz not null,
    sent_at         timestamptz,
    from_address    text        not null,
    subject         text,
    thread_id       bigint,
    undecided       boolean     not null default false,
    overruled       text,
    discarded_at    timestamptz,
    note            text,
    noted_by        bigint references member (id),
    created_at      timestamptz not null,
    constraint one_touch_per_message unique (message_key, variant),
    constraint touch_kind_is_known check (kind in ('EMAIL', 'MEETING', 'CALL', 'OTHER')),
    constraint touch_nature_is_known check (nature in ('HUMAN', 'LIST_HUMAN', 'AUTO_REPLY', 'AUTO_GENERATED', 'BULK', 'BULK_OUT', 'BOUNCE', 'RECEIPT', 'CALENDAR')),
    constraint touch_direction_is_known check (direction in ('SENT', 'RECEIVED', 'BOTH')),
    constraint touch_overruled_is_known check (overruled in ('COUNT', 'DO_NOT_COUNT'))
);
create index touch_by_thread on touch (thread_id);
create index touch_undecided on touch (occurred_at) where undecided;

-- The copies in which the message was seen; provider_id: IMAP folder, UIDVALIDITY and UID. What tells the message from
-- others is kept per copy and only as hashes, so that the order in which copies are read makes no difference.
create table touch_sighting (
    touch_id    bigint      not null references touch (id) on delete cascade,
    mailbox_id  bigint      not null references mailbox (id),
    provider_id text        not null,
    message_key text        not null,
    fingerprint text,
    dated       timestamptz not null,
    occurred_at timestamptz not null,
    rule        text        not null,
    constraint one_sighting_per_message_in_a_mailbox primary key (mailbox_id, provider_id)
);
create index touch_sighting_by_touch on touch_sighting (touch_id);
create index touch_sighting_by_message on touch_sighting (message_key);
create index touch_sighting_by_fingerprint on touch_sighting (fingerprint, dated) where fingerprint is not null;

-- What a person decided about an address that several partners share; without a partner: with none of them. It outlives
-- the touch, and so names message and address only by their hashes.
create table touch_ruling (
    message_key  text not null,
    address_hash text not null,
    partner_id   bigint references partner (id),
    constraint one_ruling_per_message_and_address primary key (message_key, address_hash)
);

-- What a person decided about a touch that went because nobody on it is known any more; it holds again if it comes back.
create table touch_verdict (
    message_key  text     not null,
    variant      smallint not null,
    overruled    text,
    discarded_at timestamptz,
    constraint one_verdict_per_message primary key (message_key, variant),
    constraint verdict_overruled_is_known check (overruled in ('COUNT', 'DO_NOT_COUNT'))
);

-- Which addresses on the message belong to which partner, and how that was found. A candidate is one of several
-- partners that share a domain: it counts nowhere until a person decides.
create table touch_party (
    touch_id   bigint  not null references touch (id) on delete cascade,
    partner_id bigint  not null references partner (id),
    address    text    not null,
    role       text    not null,
    contact_id bigint references contact (id),
    matched_by text    not null,
    candidate  boolean not null default false,
    constraint one_party_per_touch_partner_and_address primary key (touch_id, partner_id, address),
    constraint party_role_is_known check (role in ('FROM', 'TO', 'CC', 'BCC')),
    constraint party_matched_by_is_known check (matched_by in ('ADDRESS', 'PLUS_TAG', 'DOMAIN', 'PERSON'))
);
create index touch_party_by_partner on touch_party (partner_id);
create index touch_party_by_contact on touch_party (contact_id);

-- Per partner on a touch: does it count? Derived from touch and touch_party by one rule, kept for reading.
-- counts: ALWAYS (sent, meeting, noted by hand), IF_EITHER (received from them), NO.
create table touch_partner (
    touch_id    bigint      not null references touch (id) on delete cascade,
    partner_id  bigint      not null references partner (id),
    occurred_at timestamptz not null,
    counts      text        not null,
    constraint one_row_per_touch_and_partner primary key (touch_id, partner_id),
    constraint counts_is_known check (counts in ('ALWAYS', 'IF_EITHER', 'NO'))
);
create index touch_partner_timeline on touch_partner (partner_id, occurred_at desc, touch_id desc);
create index touch_partner_counted_always on touch_partner (partner_id, occurred_at desc) where counts = 'ALWAYS';
create index touch_partner_counted_either on touch_partner (partner_id, occurred_at desc) where counts in ('ALWAYS', 'IF_EITHER');

-- Whose touch it is: a person, or the shared mailbox that sent it. Nobody: sent by somebody on our domain who is not
-- listed.
create table touch_credit (
    touch_id   bigint not null references touch (id) on delete cascade,
    member_id  bigint references member (id),
    mailbox_id bigint references mailbox (id),
    why        text   not null,
    constraint one_credit_per_touch_and_member unique nulls not distinct (touch_id, member_id, mailbox_id),
    constraint credit_goes_to_a_member_or_a_mailbox check ((member_id is null) <> (mailbox_id is null)),
    constraint credit_why_is_known check (why in ('FROM', 'SENDER', 'MAILBOX', 'TO', 'CC', 'PARTNER_OWNER', 'NOTED'))
);
create index touch_credit_by_member on touch_credit (member_id);

-- Message-IDs seen on matched mail, hashed, so that replies find their thread.
create table thread_ref (
    ref_hash  text   not null primary key,
    thread_id bigint not null
);
create index thread_ref_by_thread on thread_ref (thread_id);
create sequence thread_id_seq;

-- The newest counted touch of each partner under either setting; always max over touch_partner.
create table partner_last_touch (
    partner_id         bigint not null primary key references partner (id),
    last_always        timestamptz,
    last_either        timestamptz
);
