-- The day on which the run of in-cadence statuses began that a status belongs to: '-infinity' from the beginning, null
-- when the status is not in cadence. It follows from the rows by one rule and is kept because every list needs it for
-- every partner; whoever changes the history, by whatever path, changes it with it.
alter table partner_status add entered_cadence date;
alter table partner add entered_cadence date;

create function keep_entered_cadence(partners bigint[]) returns void language sql as $$
    with dated as (
        select id, partner_id, since, status in ('TESTING', 'ACTIVE') as inside,
               lag(status) over held in ('TESTING', 'ACTIVE') as inside_before
        from partner_status
        where partner_id = any(partners)
        window held as (partition by partner_id order by since nulls first)
    ),
    run as (
        select id,
               case when inside
                    then max(coalesce(since, '-infinity')) filter (where inside and inside_before is not true)
                             over (partition by partner_id order by since nulls first)
               end as entered
        from dated
    )
    update partner_status s set entered_cadence = run.entered
    from run
    where s.id = run.id and s.entered_cadence is distinct from run.entered;

    update partner p set entered_cadence = newest.entered_cadence
    from (
        select distinct on (partner_id) partner_id, entered_cadence
        from partner_status
        where partner_id = any(partners)
        order by partner_id, since desc nulls last
    ) newest
    where p.id = newest.partner_id and p.entered_cadence is distinct from newest.entered_cadence;
$$;

create function partner_status_changed() returns trigger language plpgsql as $$
begin
    perform keep_entered_cadence(array(select distinct partner_id from changed));
    return null;
end $$;
-- not for what the function itself writes
create trigger entered_cadence_follows_insert after insert on partner_status
    referencing new table as changed for each statement when (pg_trigger_depth() = 0)
    execute function partner_status_changed();
create trigger entered_cadence_follows_delete after delete on partner_status
    referencing old table as changed for each statement when (pg_trigger_depth() = 0)
    execute function partner_status_changed();
create trigger entered_cadence_follows_update_from after update on partner_status
    referencing old table as changed for each statement when (pg_trigger_depth() = 0)
    execute function partner_status_changed();
create trigger entered_cadence_follows_update_to after update on partner_status
    referencing new table as changed for each statement when (pg_trigger_depth() = 0)
    execute function partner_status_changed();

select keep_entered_cadence(array(select id from partner));

drop index partner_status_in_force;
create index partner_status_in_force on partner_status (partner_id, since desc nulls last) include (status, entered_cadence);
