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

-- week
with standing as materialized (
    select p.id, p.name, p.tier_id, p.owner_id, w.window_days, t.rank,
           greatest(cast(l.last_always at time zone 'Europe/Berlin' as date),
                    coalesce(nullif(p.entered_cadence, '-infinity'), (select known_since from programme))) as anchor
    from partner p
    join tier t on t.id = p.tier_id
    join tier_window w on w.tier_id = p.tier_id and w.since is null
    left join partner_last_touch l on l.partner_id = p.id
    where p.archived_at is null and p.status in ('TESTING', 'ACTIVE')
)
(select s.id, s.name, s.tier_id, m.name as owner, s.anchor, s.window_days, null::bigint as inside
 from standing s left join member m on m.id = s.owner_id
 where anchor + window_days < ${day} order by rank, anchor, lower(s.name) limit 50)
union all
select null, null, tier_id, null, null, count(*)::integer, count(*) filter (where anchor + window_days >= ${day})
from standing group by tier_id

-- past-week
with standing as materialized (
    select p.id, p.name, t.tier_id, w.window_days,
           greatest((select cast(occurred_at at time zone 'Europe/Berlin' as date) from touch_partner tp
                     where tp.partner_id = p.id and counts = 'ALWAYS' and occurred_at < ${day} + 1 order by occurred_at desc limit 1),
                    coalesce(nullif(s.entered_cadence, '-infinity'), (select known_since from programme))) as anchor
    from partner p
    join (select distinct on (partner_id) partner_id, status, entered_cadence from partner_status
          where since is null or since <= ${day} order by partner_id, since desc nulls last) s on s.partner_id = p.id
    join (select distinct on (partner_id) partner_id, tier_id from partner_tier
          where since is null or since <= ${day} order by partner_id, since desc nulls last) t on t.partner_id = p.id
    join tier_window w on w.tier_id = t.tier_id and w.since is null
    where s.status in ('TESTING', 'ACTIVE')
)
(select id, name, tier_id, anchor, window_days, null::bigint as inside
 from standing where anchor + window_days < ${day} order by tier_id, anchor, lower(name) limit 50)
union all
select null, null, tier_id, null, count(*)::integer, count(*) filter (where anchor + window_days >= ${day})
from standing group by tier_id
