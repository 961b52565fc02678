-- What the touches say of each partner, derived from them and never written by hand; activity_due names the partners of which
-- it must be derived anew, in the transaction that made it so and by whatever path. Until then it is read from the touches.
-- Days are those of the programme's zone; the numbers count what came after the day up to which an opening value speaks.
create table partner_activity (
    partner_id    bigint  not null,
    first_day     date    not null,
    engaged_day   date,
    newest_day    date    not null,
    messages_sent integer not null,
    calls_booked  integer not null,
    constraint one_activity_per_partner primary key (partner_id),
    constraint activity_is_of_a_partner foreign key (partner_id) references partner (id) on delete cascade
);
create index partner_activity_by_newest on partner_activity (newest_day);

-- When a person at a partner first and last wrote to us, met us or spoke with us.
create table rep_engagement (
    partner_id bigint not null,
    contact_id bigint not null,
    first_day  date   not null,
    last_day   date   not null,
    constraint one_engagement_per_partner_and_contact primary key (partner_id, contact_id),
    constraint engagement_is_with_a_partner foreign key (partner_id) references partner (id) on delete cascade,
    constraint engagement_is_of_a_contact foreign key (contact_id) references contact (id) on delete cascade
);
create index rep_engagement_by_contact on rep_engagement (contact_id);

create table activity_due (
    partner_id bigint not null
);

create function activity_due_by_partners() returns trigger language plpgsql as $$
begin
    insert into activity_due (partner_id) select distinct partner_id from changed;
    return null;
end $$;
create trigger activity_due_by_insert after insert on touch_partner
    referencing new table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_delete after delete on touch_partner
    referencing old table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_update after update on touch_partner
    referencing new table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_insert after insert on touch_party
    referencing new table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_delete after delete on touch_party
    referencing old table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_update after update on touch_party
    referencing new table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_insert after insert on opening_value
    referencing new table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_delete after delete on opening_value
    referencing old table as changed for each statement execute function activity_due_by_partners();
create trigger activity_due_by_update after update on opening_value
    referencing new table as changed for each statement execute function activity_due_by_partners();

-- a message turns out to be sent rather than received
create function activity_due_by_touches() returns trigger language plpgsql as $$
begin
    insert into activity_due (partner_id)
    select distinct tp.partner_id
    from before b
    join after a on a.id = b.id and (a.kind, a.direction) is distinct from (b.kind, b.direction)
    join touch_partner tp on tp.touch_id = a.id;
    return null;
end $$;
create trigger activity_due_by_update after update on touch
    referencing old table as before new table as after for each statement execute function activity_due_by_touches();

-- in another zone a touch may have been on another day
create function activity_due_by_zone() returns trigger language plpgsql as $$
begin
    insert into activity_due (partner_id) select id from partner;
    return null;
end $$;
create trigger activity_due_by_zone after update of zone on programme
    for each row when (old.zone is distinct from new.zone) execute function activity_due_by_zone();

insert into activity_due (partner_id) select id from partner;
