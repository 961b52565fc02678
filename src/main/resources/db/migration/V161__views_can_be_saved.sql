-- A list of partners as somebody wants to see it again: the address that shows it, under a name.
create table saved_view (
    id         bigint generated always as identity,
    owner_id   bigint      not null,
    name       text        not null,
    shared     boolean     not null,
    query      text        not null,
    saved_at   timestamptz not null,
    constraint saved_view_pkey primary key (id),
    constraint saved_view_is_a_members foreign key (owner_id) references member (id),
    constraint saved_view_has_a_name check (name <> ''),
    constraint one_view_per_member_and_name unique (owner_id, name)
);
create index saved_view_shared on saved_view (name) where shared;
