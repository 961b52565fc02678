-- Our own people, their roles and the one-time links with which they set a password.
create table member (
    id            bigint generated always as identity primary key,
    email         text        not null,
    name          text        not null,
    zone          text        not null,
    password_hash text,
    active        boolean     not null default true,
    created_at    timestamptz not null,
    -- Stands in each session too; another value here ends them all.
    session_stamp bigint      not null default (random() * 9e15)::bigint,
    version       integer     not null default 0,
    constraint member_email_is_lower_case check (email = lower(email)),
    constraint one_member_per_email unique (email),
    constraint member_has_a_name check (name <> '')
);

create table member_role (
    member_id bigint not null references member (id),
    role      text   not null,
    constraint one_row_per_role primary key (member_id, role),
    constraint role_is_known check (role in ('ADMIN', 'OPS_LEAD', 'PARTNER_MANAGER', 'VIEWER'))
);

-- Only the hash of a link is kept, so that a copy of the database opens no door.
create table member_link (
    token_hash text        not null primary key,
    member_id  bigint references member (id),
    purpose    text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint link_purpose_is_known check (purpose in ('SET_UP', 'SET_PASSWORD')),
    constraint a_password_link_names_a_member check (purpose = 'SET_UP' or member_id is not null)
);
create index member_link_by_member on member_link (member_id);
