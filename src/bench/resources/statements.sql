-- today
with w as (select tier_id, window_days, lead_days from tier_window where since is null),
listed as (
    select p.id, p.name, l.last_always, w.window_days, a.id as action, a.due, null::bigint as touch
    from action a join partner p on p.id = a.partner_id and p.archived_at is null join w using (tier_id)
    left join partner_last_touch l on l.partner_id = p.id
    where a.completed_at is null and a.due <= ${day} ${mine}
    union all
    select p.id, p.name, l.last_always, w.window_days, null, null, r.last_touch_id
    from response r join partner p on p.id = r.partner_id and p.archived_at is null join w using (tier_id)
    left join partner_last_touch l on l.partner_id = p.id
    where r.answered_at is null and r.last_at between now() - interval '30 days' and now() - interval '3 days' ${mine}
    union all
    select p.id, p.name, l.last_always, w.window_days, null, null, null
    from partner p join w using (tier_id) left join partner_last_touch l on l.partner_id = p.id
    where p.archived_at is null and p.status in ('TESTING', 'ACTIVE') ${mine}
      and cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days - w.lead_days <= ${day}
      and not exists (select from action a where a.partner_id = p.id and a.completed_at is null)
)
select *, count(*) over () from listed order by due nulls last, last_always limit 150

-- partners
select p.id, p.name, t.name as tier, m.name as owner, p.status, l.last_always, w.window_days
from partner p
join tier t on t.id = p.tier_id
join tier_window w on w.tier_id = t.id and w.since is null
left join member m on m.id = p.owner_id
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null
order by lower(p.name), p.id limit 50

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

-- daily-action
select p.id, p.name, a.due, a.type, a.note, m.name, l.last_always, p.blockers, count(*) over ()
from partner p
join (select distinct on (partner_id) * from action where completed_at is null order by partner_id, due, id) a on a.partner_id = p.id
join member m on m.id = a.assignee_id
left join partner_last_touch l on l.partner_id = p.id
where p.archived_at is null and a.due < ${day}
order by a.due, p.id limit 50

-- ninety-day-tests
select p.id, p.name, m.name, t.*, (select count(*) from intro i where i.partner_id = p.id), count(*) over ()
from ninety_day_test t join partner p on p.id = t.partner_id left join member m on m.id = p.owner_id
where p.archived_at is null and t.verdict in ('ON_TRACK', 'AT_RISK') and t.called_off_on is null
order by t.ends_on, p.id limit 50

-- performance
select p.id, p.name, m.name, o.amount, (select count(*) from intro i where i.partner_id = p.id), count(*) over ()
from partner p left join opening_value o on o.partner_id = p.id and o.measure = 'CLOSED_WON'
left join member m on m.id = p.owner_id
where p.archived_at is null order by coalesce(o.amount, 0) desc, p.id limit 50

-- needs-attention
select p.id, p.name, m.name, p.status, l.last_always, p.blockers, count(*) over ()
from partner p join tier_window w on w.tier_id = p.tier_id and w.since is null
left join partner_last_touch l on l.partner_id = p.id left join member m on m.id = p.owner_id
where p.archived_at is null
  and (cast(l.last_always at time zone 'Europe/Berlin' as date) < ${day} - 30
       or p.status in ('TESTING', 'ACTIVE') and cast(l.last_always at time zone 'Europe/Berlin' as date) + w.window_days < ${day})
order by l.last_always, p.id limit 50

-- active-partnerships
select p.id, p.name, m.name, r.reps, count(*) over ()
from (select i.partner_id, count(distinct i.contact_id) as reps from intro i
      join contact_place k on k.contact_id = i.contact_id and k.partner_id = i.partner_id and k.until is null
      where i.removed_at is null and i.made_on > ${day} - 365 group by i.partner_id) r
join partner p on p.id = r.partner_id and p.archived_at is null left join member m on m.id = p.owner_id
order by r.reps desc, p.id limit 50

-- polite-passes
select p.id, p.name, q.reason, q.icp_match, q.economics, m.name, p.notes, count(*) over ()
from qualification q join partner p on p.id = q.partner_id left join member m on m.id = p.owner_id
where not q.passed and q.reopened_on is null order by lower(p.name), p.id limit 50

-- messages-sent
select p.id, p.name, m.name, s.n, count(*) over ()
from (select tp.partner_id, count(*) as n from touch_partner tp join touch t on t.id = tp.touch_id
      where tp.counts <> 'NO' and t.kind = 'EMAIL' and t.direction = 'SENT' group by tp.partner_id) s
join partner p on p.id = s.partner_id and p.archived_at is null left join member m on m.id = p.owner_id
where s.n > 50 order by s.n desc, p.id limit 50

-- nothing
select 1
