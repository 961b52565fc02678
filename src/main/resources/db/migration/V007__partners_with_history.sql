-- The current tier, owner and status stand on the partner; the dated ones beside it say what was in force when.
create sequence partner_id_seq increment by 50;
create table partner (
    id          bigint not null primary key default nextval('partner_id_seq'),
    name        text        not null,
    external_id text,
    tier_id     bigint      not null references tier (id),
    owner_id    bigint references member (id),
    status      text        not null,
    partner_since date,
    notes       text        not null default '',
    blockers    text        not null default '',
    created_at  timestamptz not null,
    archived_at timestamptz,
    version     integer     not null default 0,
    constraint partner_has_a_name check (name <> ''),
    constraint partner_status_is_known check (status in ('PROSPECT', 'TESTING', 'ACTIVE', 'PAUSED', 'INACTIVE'))
);
create unique index one_partner_per_name on partner (lower(name)) where archived_at is null;
create unique index one_partner_per_external_id on partner (external_id) where archived_at is null;
create index partner_by_tier on partner (tier_id) where archived_at is null;
create index partner_by_owner on partner (owner_id) where archived_at is null;

-- `since` is the first day; without one the row holds from the programme's "known since".
create table partner_tier (
    id         bigint not null primary key default nextval('history_row_id'),
    partner_id bigint not null references partner (id),
    since      date,
    tier_id    bigint not null references tier (id),
    constraint one_tier_per_partner_and_day unique nulls not distinct (partner_id, since)
);
create table partner_owner (
    id         bigint not null primary key default nextval('history_row_id'),
    partner_id bigint not null references partner (id),
    since      date,
    owner_id   bigint references member (id),
    constraint one_owner_per_partner_and_day unique nulls not distinct (partner_id, since)
);
create table partner_status (
    id         bigint not null primary key default nextval('history_row_id'),
    partner_id bigint not null references partner (id),
    since      date,
    status     text   not null,
    constraint one_status_per_partner_and_day unique nulls not distinct (partner_id, since),
    constraint partner_status_history_is_known check (status in ('PROSPECT', 'TESTING', 'ACTIVE', 'PAUSED', 'INACTIVE'))
);
