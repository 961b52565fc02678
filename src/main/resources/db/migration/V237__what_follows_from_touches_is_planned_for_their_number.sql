-- A statement in PL/pgSQL is planned once a connection: planned while there were few touches, it went through all of them
-- for every page of mail until the table was next analyzed. What is executed from a string is planned every time.
create or replace function response_due_by_partners() returns trigger language plpgsql as $$
begin
    execute 'insert into response_due (thread_id, partner_id)
             select distinct t.thread_id, c.partner_id
             from changed c join touch t on t.id = c.touch_id
             where t.thread_id is not null';
    return null;
end $$;

create or replace function response_due_by_touches() returns trigger language plpgsql as $$
begin
    execute 'insert into response_due (thread_id, partner_id)
             select distinct thread.id, tp.partner_id
             from before b
             join after a on a.id = b.id
                 and (a.thread_id, a.direction, a.occurred_at, a.message_key)
                     is distinct from (b.thread_id, b.direction, b.occurred_at, b.message_key)
             cross join lateral (values (b.thread_id), (a.thread_id)) thread (id)
             join touch_partner tp on tp.touch_id = a.id
             where thread.id is not null';
    return null;
end $$;

create or replace function activity_due_by_touches() returns trigger language plpgsql as $$
begin
    execute 'insert into activity_due (partner_id)
             select distinct tp.partner_id
             from before b
             join after a on a.id = b.id and (a.kind, a.direction) is distinct from (b.kind, b.direction)
             join touch_partner tp on tp.touch_id = a.id';
    return null;
end $$;
