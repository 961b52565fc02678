-- Who did what, when. No foreign keys: an entry outlives both the person and the record.
create table audit_entry (
    id           bigint generated always as identity primary key,
    at           timestamptz not null,
    by_id        bigint,
    by_name      text        not null,
    what         text        not null,
    about        text        not null,
    about_id     bigint,
    about_name   text        not null,
    detail       jsonb       not null default '{}'
);
create index audit_by_subject on audit_entry (about, about_id, id desc);

create function audit_refuses_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are only ever added';
end $$;

create trigger audit_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_refuses_change();
