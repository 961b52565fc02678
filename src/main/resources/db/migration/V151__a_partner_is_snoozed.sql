-- A partner that slipped is left alone until a day, for a reason. It ends at the next counted touch by what the touches
-- say; ended_at only where a person ended it. until: the first day on which it is listed as before.
create table partner_snooze (
    id          bigint generated always as identity,
    partner_id  bigint      not null,
    began_at    timestamptz not null,
    until       date        not null,
    reason      text        not null,
    by_id       bigint      not null,
    ended_at    timestamptz,
    ended_by    bigint,
    -- the one it took the place of, which holds again when this one is taken back
    replaces_id bigint,
    constraint partner_snooze_pkey primary key (id),
    constraint partner_snooze_partner_exists foreign key (partner_id) references partner (id),
    constraint partner_snooze_by_exists foreign key (by_id) references member (id),
    constraint partner_snooze_ended_by_exists foreign key (ended_by) references member (id),
    constraint partner_snooze_replaces_exists foreign key (replaces_id) references partner_snooze (id),
    constraint a_snooze_has_a_reason check (reason <> ''),
    constraint an_ended_snooze_says_who check ((ended_at is null) = (ended_by is null))
);
create unique index one_running_snooze_per_partner on partner_snooze (partner_id) where ended_at is null;
create index partner_snooze_by_partner on partner_snooze (partner_id, began_at desc);
create index partner_snooze_by_replaced on partner_snooze (replaces_id) where replaces_id is not null;

-- Who slipped on a past day leaves out who was snoozed on it.
create function cadence_changed_by_snoozes() returns trigger language plpgsql as $$
begin
    insert into cadence_change (day, changes)
    select cast(min(began_at) at time zone 'UTC' as date) - 1, 1 from changed having count(*) > 0;
    return null;
end $$;
create trigger cadence_changed_by_insert after insert on partner_snooze
    referencing new table as changed for each statement execute function cadence_changed_by_snoozes();
create trigger cadence_changed_by_delete after delete on partner_snooze
    referencing old table as changed for each statement execute function cadence_changed_by_snoozes();
create trigger cadence_changed_by_update after update on partner_snooze
    referencing new table as changed for each statement execute function cadence_changed_by_snoozes();
