-- The links that Graph gives to go on with name the mailbox. They are kept encrypted from now on; those kept as they are
-- go, and each folder's changes are told once more from the day on from which they were followed. Nothing is doubled by it.
update mailbox_folder f
set live_cursor = case
        when f.live_cursor like '%"link":"%' and f.live_cursor::jsonb ? 'baseline'
            then ((f.live_cursor::jsonb - 'link') || '{"baseline": true}')::text
        when f.live_cursor like '%"link":"%' then (f.live_cursor::jsonb #- '{at,link}')::text
        else f.live_cursor end,
    backfill_cursor = case
        when f.backfill_cursor like '%"link":"%' then (f.backfill_cursor::jsonb - 'link')::text else f.backfill_cursor end,
    reread_cursor = case
        when f.reread_cursor like '%"link":"%' then (f.reread_cursor::jsonb - 'link')::text else f.reread_cursor end,
    generation = f.generation + 1
from mailbox m
where m.id = f.mailbox_id and m.kind = 'MICROSOFT_365'
  and concat(f.live_cursor, f.backfill_cursor, f.reread_cursor) like '%"link":"%';

-- How often in a row the tenant's sign-in asked for a pause: the pauses become longer.
alter table mail_connection add column busy_count integer not null default 0;
