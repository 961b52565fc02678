-- Whom a keyed hash of the address names is never noted again; the address itself is nowhere.
create table suppressed_address (
    hash text        not null primary key,
    at   timestamptz not null
);

-- What mail is matched against changes with it, and no mail has to be read again for it.
create function directory_changed_by_suppression() returns trigger language plpgsql as $$
begin
    perform directory_edited(false);
    return null;
end $$;
create trigger directory_changed after insert or delete on suppressed_address
    for each statement execute function directory_changed_by_suppression();

-- For how many months touches are kept; without: for good.
alter table programme
    add column retention_months integer,
    add constraint touches_are_kept_for_a_year_or_more check (retention_months between 12 and 240);

-- An erasure may blank names in the audit, and nothing else there.
create or replace function audit_refuses_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('touchline.erasing', true) = 'yes' then return null; end if;
    raise exception 'audit entries are only ever added';
end $$;
create function audit_keeps_all_but_names() returns trigger language plpgsql as $$
begin
    raise exception 'of an audit entry only names can be blanked';
end $$;
create trigger audit_keeps_all_but_names before update on audit_entry
    for each row when ((old.id, old.at, old.by_id, old.by_name, old.what, old.about, old.about_id)
                       is distinct from (new.id, new.at, new.by_id, new.by_name, new.what, new.about, new.about_id))
    execute function audit_keeps_all_but_names();

-- Retention asks for the oldest touches.
create index touch_by_time on touch (occurred_at);
