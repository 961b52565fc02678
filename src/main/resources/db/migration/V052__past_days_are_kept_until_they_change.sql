-- What a past day's numbers rest on has changed: each change with the first day it can bear on, '-infinity' for all days.
-- The sum of changes up to a day is that day's version: an answer found under a version holds as long as the version
-- does. Written with the change itself, in its transaction, by whatever path; rows of one day may be made one.
create table cadence_change (
    day     date   not null,
    changes bigint not null,
    constraint a_change_is_one_or_more check (changes > 0)
);
create index cadence_change_by_day on cadence_change (day) include (changes);

create function cadence_changed() returns trigger language plpgsql as $$
begin
    insert into cadence_change (day, changes) values ('-infinity', 1);
    return null;
end $$;

create function cadence_changed_by_history() returns trigger language plpgsql as $$
begin
    insert into cadence_change (day, changes)
    select min(coalesce(since, '-infinity')), 1 from changed having count(*) > 0;
    return null;
end $$;

-- In whatever zone the programme is, its date is at most a day before that of UTC.
create function cadence_changed_by_touches() returns trigger language plpgsql as $$
begin
    insert into cadence_change (day, changes)
    select cast(min(occurred_at) at time zone 'UTC' as date) - 1, 1 from changed where counts <> 'NO' having count(*) > 0;
    return null;
end $$;

create trigger cadence_changed_by_insert after insert on touch_partner
    referencing new table as changed for each statement execute function cadence_changed_by_touches();
create trigger cadence_changed_by_delete after delete on touch_partner
    referencing old table as changed for each statement execute function cadence_changed_by_touches();
create trigger cadence_changed_by_update_from after update on touch_partner
    referencing old table as changed for each statement execute function cadence_changed_by_touches();
create trigger cadence_changed_by_update_to after update on touch_partner
    referencing new table as changed for each statement execute function cadence_changed_by_touches();

create trigger cadence_changed_by_insert after insert on partner_tier
    referencing new table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_delete after delete on partner_tier
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_from after update on partner_tier
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_to after update on partner_tier
    referencing new table as changed for each statement execute function cadence_changed_by_history();

create trigger cadence_changed_by_insert after insert on partner_owner
    referencing new table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_delete after delete on partner_owner
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_from after update on partner_owner
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_to after update on partner_owner
    referencing new table as changed for each statement execute function cadence_changed_by_history();

create trigger cadence_changed_by_insert after insert on partner_status
    referencing new table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_delete after delete on partner_status
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_from after update on partner_status
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_to after update on partner_status
    referencing new table as changed for each statement execute function cadence_changed_by_history();

create trigger cadence_changed_by_insert after insert on touch_counts_history
    referencing new table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_delete after delete on touch_counts_history
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_from after update on touch_counts_history
    referencing old table as changed for each statement execute function cadence_changed_by_history();
create trigger cadence_changed_by_update_to after update on touch_counts_history
    referencing new table as changed for each statement execute function cadence_changed_by_history();

-- a tier's first window also stands for the days before it
create trigger cadence_changed after insert or update or delete on tier_window
    for each statement execute function cadence_changed();
create trigger cadence_changed after insert or update or delete on tier
    for each statement execute function cadence_changed();
create trigger cadence_changed after update of zone, known_since, known_since_proposed on programme
    for each statement execute function cadence_changed();
create trigger cadence_changed after update of name, archived_at or delete on partner
    for each statement execute function cadence_changed();
create trigger cadence_changed after update of name on member
    for each statement execute function cadence_changed();
