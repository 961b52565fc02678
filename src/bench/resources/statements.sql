-- today
with w as (select tier_id, window_days, lead_days from tier_window where since is null)
select p.id, p.name, p.status, l.last_always, w.window_days, a.id as action, a.type, a.note, a.due
from partner p
join w using (tier_id)
left join partner_last_touch l on l.partner_id = p.id
left join lateral (select * from action where partner_id = p.id and completed_at is null order by due, id limit 1) a on true
where p.archived_at is null and p.owner_id = ${what}
  and (a.due <= ${day} or (a.id is null and p.status in ('TESTING', 'ACTIVE')
       and cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days - w.lead_days <= ${day}))
order by a.due nulls last, l.last_always

-- partners
select p.id, p.name, t.name as tier, m.name as owner, p.status, l.last_always, w.window_days
from partner p
join tier t on t.id = p.tier_id
join tier_window w on w.tier_id = t.id and w.since is null
left join member m on m.id = p.owner_id
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null
order by lower(p.name), p.id limit 50

-- partner-counts
select count(*) filter (where p.status not in ('TESTING', 'ACTIVE')),
       count(*) filter (where p.status in ('TESTING', 'ACTIVE') and cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days < ${day}),
       count(*)
from partner p
join tier_window w on w.tier_id = p.tier_id and w.since is null
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null

-- partner
select t.*, tp.counts, array_agg(party.address), (select count(*) from touch_sighting s where s.touch_id = t.id)
from (select * from touch_partner where partner_id = ${what} order by occurred_at desc, touch_id desc limit 50) tp
join touch t on t.id = tp.touch_id
left join touch_party party on party.touch_id = t.id and party.partner_id = tp.partner_id
group by t.id, tp.counts, tp.occurred_at
order by tp.occurred_at desc

-- slipped
select p.id, p.name, p.tier_id, m.name, l.last_always, w.window_days
from partner p
join tier t on t.id = p.tier_id
join tier_window w on w.tier_id = p.tier_id and w.since is null
left join member m on m.id = p.owner_id
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null and p.status in ('TESTING', 'ACTIVE')
  and cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days < ${day}
  and not exists (select from partner_status s where s.partner_id = p.id and s.since >= ${day} - w.window_days)
order by t.rank, l.last_always limit 50

-- coverage
select p.tier_id, count(*),
       count(*) filter (where cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days >= ${day}
                        or exists (select from partner_status s where s.partner_id = p.id and s.since >= ${day} - w.window_days))
from partner p
join tier_window w on w.tier_id = p.tier_id and w.since is null
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null and p.status in ('TESTING', 'ACTIVE')
group by p.tier_id

-- coverage-past
select tier_id, count(*), count(*) filter (where cast(last as date) + window_days >= ${day})
from (
    select (select tier_id from partner_tier t where t.partner_id = p.id and (since is null or since <= ${day}) order by since desc nulls last limit 1) as tier_id,
           (select status from partner_status s where s.partner_id = p.id and (since is null or since <= ${day}) order by since desc nulls last limit 1) as status,
           (select occurred_at at time zone 'Europe/Berlin' from touch_partner tp where tp.partner_id = p.id and counts = 'ALWAYS'
            and occurred_at < ${day} + 1 order by occurred_at desc limit 1) as last
    from partner p
    where p.archived_at is null
) d
join tier_window w using (tier_id)
where status in ('TESTING', 'ACTIVE') and w.since is null
group by tier_id

-- slipped-past
select d.*
from (
    select p.name,
           (select tier_id from partner_tier t where t.partner_id = p.id and (since is null or since <= ${day}) order by since desc nulls last limit 1) as tier_id,
           (select status from partner_status s where s.partner_id = p.id and (since is null or since <= ${day}) order by since desc nulls last limit 1) as status,
           (select occurred_at at time zone 'Europe/Berlin' from touch_partner tp where tp.partner_id = p.id and counts = 'ALWAYS'
            and occurred_at < ${day} + 1 order by occurred_at desc limit 1) as last
    from partner p
    where p.archived_at is null
) d
join tier_window w using (tier_id)
where status in ('TESTING', 'ACTIVE') and w.since is null and cast(last as date) + window_days < ${day}
order by tier_id, last limit 50

-- weeks
select day, d.tier_id, count(*), count(*) filter (where touched)
from generate_series(0, 12) as week
cross join lateral (select ${day} - 7 * week as day) as days
cross join lateral (
    select t.tier_id,
           exists (select from touch_partner tp where tp.partner_id = t.partner_id and counts = 'ALWAYS'
                   and occurred_at < day + 1 and occurred_at >= day - w.window_days) as touched
    from (select distinct on (partner_id) partner_id, status from partner_status where since is null or since <= day order by partner_id, since desc nulls last) s
    join (select distinct on (partner_id) partner_id, tier_id from partner_tier where since is null or since <= day order by partner_id, since desc nulls last) t using (partner_id)
    join tier_window w on w.tier_id = t.tier_id and w.since is null
    where s.status in ('TESTING', 'ACTIVE')
) d
group by day, d.tier_id
