-- A big programme, the same every time: ${partners} partners in books of fifty, ${touches} touches over three years up to
-- ${today}, and what people do with them: actions, answers, tests, intros, decisions of weekly reads, saved views.
-- Chance comes from a hash of the row's number, so that neither plan nor order changes it.
create function chance(n bigint, salt integer) returns double precision language sql immutable parallel safe as
$$ select (hashint8extended(n * 1000 + salt, 42) & 1048575) / 1048576.0 $$;

-- foreign keys hold by how the rows are made; checking millions of them takes minutes
set local session_replication_role = replica;
set local work_mem = '256MB';

update programme set zone = 'Europe/Berlin', known_since = date '${today}' - 1100;
insert into own_domain (domain) values ('bench.test');

insert into member (email, name, zone, created_at)
select 'manager' || n || '@bench.test', 'Manager ' || n, 'Europe/Berlin', now() from generate_series(1, ${partners} / 50) n
union all select 'lead' || n || '@bench.test', 'Lead ' || n, 'Europe/Berlin', now() from generate_series(1, 16) n;
insert into member_role (member_id, role)
select id, case when email like 'lead%' then 'OPS_LEAD' else 'PARTNER_MANAGER' end from member where email ~ '^(manager|lead)';
create temp table manager as
select row_number() over (order by id) as nth, id from member where email like 'manager%';

insert into mailbox (address, member_id, host, port, tls, username, secret, floor, state, last_ok_at, created_at,
                     acknowledged_at, acknowledged_by, acknowledgement)
select email, id, 'mail.bench.test', 993, 'TLS', email, '', date '${today}' - 1100, 'LIVE', now(), now(), now(), id, 'OWNER'
from member where email like 'manager%' order by id limit 200;
insert into mailbox_folder (mailbox_id, name, title, live_cursor, backfill_done, backfill_total, reread_version)
select m.id, folder, folder, '1', true, 2000, (select version from directory_version)
from mailbox m cross join unnest(array['INBOX', 'Sent', 'Archive', 'Partners']) folder;

create temp table p as
select n, n as id, case when chance(n, 1) < .1 then 1 when chance(n, 1) < .4 then 2 else 3 end as rank,
       1 + (n - 1) % greatest(${partners} / 50, 1) as manager,
       case when chance(n, 3) < .80 then 'ACTIVE' when chance(n, 3) < .87 then 'TESTING' when chance(n, 3) < .92 then 'PROSPECT'
            when chance(n, 3) < .97 then 'PAUSED' else 'INACTIVE' end as status
from generate_series(1, ${partners}) n;

insert into partner (id, name, tier_id, owner_id, status, created_at, type_id, archetype, region, vertical, hyperscaler, phase,
                     notes, blockers, partner_since)
select p.n, 'Partner ' || lpad(p.n::text, 6, '0') || ' ' || substr(md5(p.n::text), 1, 6), t.id, m.id, p.status, now(),
       1 + p.n % 11, (array['DEMAND_CREATOR', 'DEAL_ACCELERATOR', 'CAPABILITY_COMPLETER', 'CHANNEL_MULTIPLIER'])[1 + p.n % 4],
       (array['DACH', 'Nordics', 'UK', 'Benelux', 'France'])[1 + p.n % 5], (array['Retail', 'Health', 'Finance'])[1 + p.n % 3],
       (array['', 'AWS', 'Azure', 'Google Cloud'])[1 + p.n % 4], 1 + p.n % 4,
       case when p.n % 3 = 0 then 'Met at the fair in spring; wants joint webinars and a list of accounts.' else '' end,
       case when p.n % 10 = 0 then 'Waits for the legal review' else '' end, date '${today}' - 1000 + (p.n % 900)::integer
from p join tier t on t.rank = p.rank join manager m on m.nth = p.manager order by p.n;
-- one in twenty was looked at and did not qualify
insert into partner (id, name, tier_id, owner_id, status, created_at, archived_at)
select ${partners} + n, 'Passed ' || lpad(n::text, 6, '0'), 1 + n % 3, (select id from manager where nth = 1 + n % (select count(*) from manager)),
       'INACTIVE', now(), now()
from generate_series(1, ${partners} / 20) n;
select setval('partner_id_seq', ${partners} * 2);

-- one in two has changed tier, owner and status at some time
insert into partner_tier (partner_id, since, tier_id)
select id, null::date, case when n % 2 = 0 then tier_id else 1 + n % 3 end from p join partner using (id)
union all select id, date '${today}' - (chance(n, 4) * 700)::integer, tier_id from p join partner using (id) where n % 2 = 1;
insert into partner_owner (partner_id, since, owner_id)
select id, null::date, case when n % 2 = 0 then owner_id else (select min(id) from manager) end from p join partner using (id)
union all select id, date '${today}' - (chance(n, 5) * 700)::integer, owner_id from p join partner using (id) where n % 2 = 1;
insert into partner_status (partner_id, since, status)
select id, null::date, case when n % 2 = 0 then p.status else 'PROSPECT' end from p
union all select id, date '${today}' - (chance(n, 6) * 700)::integer, p.status from p where n % 2 = 1;
select keep_entered_cadence(array(select id from partner));

insert into contact (id, name, role, created_at)
select n, 'Contact ' || n, (array['PARTNER_MANAGER', 'AE', 'EXECUTIVE'])[1 + n % 3], now() from generate_series(1, ${partners} * 3) n;
insert into contact_address (address, contact_id)
select 'contact' || id || '@partner' || (id - 1) % ${partners} + 1 || '.test', id from contact;
insert into contact_place (contact_id, partner_id, key_contact)
select id, (id - 1) % ${partners} + 1, id <= ${partners} from contact;
select setval('contact_id_seq', ${partners} * 6);
insert into partner_domain (partner_id, domain) select id, 'partner' || n || '.test' from p;

-- Each partner's touches lie at even distances with some chance in each; people write in turn, ten messages to a thread, and
-- we answer most of theirs within a day.
create temp table t as
with share as (select n, case rank when 1 then 300 when 2 then 120 else 57 end as weight from p),
     slice as (select n, floor(sum(weight) over (order by n) * ${touches}.0 / sum(weight) over ())::integer as upto from share),
     dealt as (select n, coalesce(lag(upto) over (order by n), 0) as lo, upto as hi from slice),
     mail as (select n, i, (timestamp '${today}' - (i - lo - chance(i, 7)) / (hi - lo) * interval '1095 days') at time zone 'UTC' as at,
                     chance(i, 8) as dice
              from dealt cross join lateral generate_series(lo + 1, hi) i),
     numbered as (select *, case when dice < .95 then row_number() over (partition by n, dice < .95 order by at) end as k from mail),
     turns as (select n, i, dice, k,
                      case when k % 2 = 1 and k > 1 and chance(i, 9) < .85
                           then least(at, lag(at) over (partition by n, dice < .95 order by at) + chance(i, 10) * interval '1 day')
                           else at end as at
               from numbered)
select row_number() over (order by at, i) as id, i, n as partner_id, at,
       case when k is not null then 'EMAIL' when dice < .96 then 'CALL' when dice < .97 then 'MEETING' else 'EMAIL' end as kind,
       case when dice >= .97 then 'AUTO_REPLY' else 'HUMAN' end as nature,
       case when dice >= .95 and dice < .97 then 'BOTH' when k % 2 = 1 then 'SENT' else 'RECEIVED' end as direction,
       n::bigint * 100000 + k / 10 as thread_id, n + ${partners} * (i % 3) as contact_id
from turns;
create temp table owner as select p.n, manager.id from p join manager on manager.nth = p.manager;

insert into touch (id, message_key, kind, nature, rule, direction, occurred_at, sent_at, from_address, thread_id, noted_by, created_at)
overriding system value
select t.id, 'bench-' || i, kind, nature, 'bench', direction, at, at,
       case direction when 'SENT' then 'manager@bench.test' else 'contact' || contact_id || '@partner' || partner_id || '.test' end,
       thread_id, case kind when 'CALL' then owner.id end, at
from t join owner on owner.n = t.partner_id order by t.id;
select setval(pg_get_serial_sequence('touch', 'id'), ${touches} + 1);
insert into touch_partner (touch_id, partner_id, occurred_at, counts)
select id, partner_id, at, case when nature <> 'HUMAN' then 'NO' when direction = 'RECEIVED' then 'IF_EITHER' else 'ALWAYS' end
from t order by id;
insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by)
select id, partner_id, 'contact' || contact_id || '@partner' || partner_id || '.test',
       case direction when 'RECEIVED' then 'FROM' else 'TO' end, contact_id, 'ADDRESS'
from t order by id;
insert into touch_sighting (touch_id, mailbox_id, provider_id, message_key, dated, occurred_at, rule)
select t.id, 1 + t.partner_id % (select count(*) from mailbox), 'INBOX:1:' || i, 'bench-' || i, at, at, 'bench' from t order by t.id;
insert into touch_credit (touch_id, member_id, why)
select t.id, owner.id, 'FROM' from t join owner on owner.n = t.partner_id order by t.id;
insert into partner_last_touch (partner_id, last_always, last_either)
select partner_id, max(occurred_at) filter (where counts = 'ALWAYS'), max(occurred_at) filter (where counts in ('ALWAYS', 'IF_EITHER'))
from touch_partner group by partner_id;
-- every message is a turn of its own
insert into response (partner_id, asked_touch_id, thread_id, asked_by, asked_at, answered_touch_id, answered_at, last_touch_id, last_at)
select partner_id, id, thread_id, case direction when 'SENT' then 'US' else 'THEM' end, at, lead(id) over thread, lead(at) over thread, id, at
from t where thread_id is not null
window thread as (partition by thread_id order by at, 'bench-' || i);
insert into reply_dismissal (touch_id, partner_id, by_id, at)
select last_touch_id, partner_id, (select min(id) from manager), now() from response
where answered_at is null and last_at > now() - interval '90 days' and last_touch_id % 10 = 0;

-- every other partner has an open next step, some overdue; five were done before
insert into action (partner_id, type, note, due, assignee_id, created_at)
select p.id, (array['FOLLOW_UP', 'INTRO_REQUEST', 'DEAL_SUPPORT', 'RE_ENGAGE'])[1 + n / 2 % 4], 'Call about the renewal',
       date '${today}' - 6 + (chance(n, 9) * 60)::integer, owner_id, now()
from p join partner using (id) where n % 2 = 0;
insert into action_postponement (action_id, from_due, to_due, at, by_id)
select id, due - 7, due, now(), assignee_id from action where id % 5 = 0;
insert into action (partner_id, type, note, due, assignee_id, created_at, completed_at, completed_by, outcome)
select p.id, 'FOLLOW_UP', 'Asked for the list of accounts', day, owner_id, day, day, owner_id, 'They sent it'
from p join partner using (id) cross join generate_series(1, 5) i
cross join lateral (select date '${today}' - 10 - (chance(n, 20 + i) * 500)::integer as day) done;
insert into partner_snooze (partner_id, began_at, until, reason, by_id)
select p.id, now(), date '${today}' + 10, 'They are on holiday', owner_id from p join partner using (id) where n % 100 = 7;

insert into intro (partner_id, contact_id, account, made_on, qualified_on, created_at)
select p.id, p.n + ${partners} * (i % 3), 'Account ' || i, day, case when i % 2 = 0 and day + 10 < date '${today}' then day + 10 end, now()
from p cross join generate_series(1, 4) i cross join lateral (select date '${today}' - (chance(n, 30 + i) * 700)::integer as day) made
where n % 5 < 3;
insert into lead_count (partner_id, told_on, leads, created_at)
select p.id, date '${today}' - 7 * i, 1 + (n % 4)::integer, now() from p cross join generate_series(1, 4) i where n % 5 = 0;
insert into opening_value (partner_id, measure, amount, as_of, kept_at)
select p.id, measure, round((chance(n, 40 + at::integer) * case measure when 'CLOSED_WON' then 90000 when 'PIPELINE_VALUE' then 200000 else 40 end)::numeric),
       date '${today}' - 400, now()
from p cross join unnest(array['CLOSED_WON', 'PIPELINE_VALUE', 'DEALS_BROUGHT_IN', 'MESSAGES_SENT', 'INTROS_MADE']) with ordinality each (measure, at)
where n % 3 = 0;
insert into opening_value (partner_id, measure, day, as_of, kept_at)
select p.id, 'FIRST_TOUCH', date '${today}' - 1500, date '${today}' - 400, now() from p where n % 3 = 0;

insert into ninety_day_test (partner_id, goal, target, unit, starts_on, ends_on, verdict, decided_on, created_at)
select p.id, 'Three introductions to retailers', 3, 'INTROS', day, day + 90, case when n % 4 = 0 then 'DELIVERED' else 'FAILED' end, day + 88, now()
from p cross join lateral (select date '${today}' - 100 - (chance(n, 50) * 400)::integer as day) began where n % 2 = 0
union all
select p.id, 'Three introductions to retailers', 3, 'INTROS', day, day + 90, case when n % 5 = 0 then 'AT_RISK' else 'ON_TRACK' end, null, now()
from p cross join lateral (select date '${today}' - (chance(n, 51) * 92)::integer as day) began where n % 6 = 1;
insert into qualification (partner_id, icp_match, accounts, accounts_named, intro_mechanism, economics, passed, reason, decided_on, decided_at)
select id, archived_at is null, 'Arlo, Bena, Cato', 3, 'Three-way mail', true, archived_at is null,
       case when archived_at is null then '' else 'Their customers are not ours' end, date '${today}' - 200, now() - interval '200 days'
from partner where archived_at is not null or id % 10 < 7;

-- a quarter of weekly reads, each with its record and two hundred decisions, and this week's in progress
insert into weekly_read (week, opened_at, led_by, step, closed_at, closed_by, record)
select monday - 7 * i, monday - 7 * i, lead.id, case when i = 0 then 'SLIPPED' else 'CLOSE' end, case when i > 0 then monday - 7 * i + 1 end,
       case when i > 0 then lead.id end,
       case when i > 0 then jsonb_build_object('slipped', (select jsonb_agg(jsonb_build_object('name', 'Partner ' || r, 'tier', 'Tier 1',
                'owner', 'Manager ' || r % 200, 'nextStep', md5(r::text), 'decision', md5((r + i)::text))) from generate_series(1, 1000) r)) end
from generate_series(0, 13) i, (select cast(date_trunc('week', date '${today}') as date) as monday) week, (select min(id) as id from member where email like 'lead%') lead;
insert into action (partner_id, type, note, due, assignee_id, created_at, completed_at, closed_itself)
select p.id, 'RECOVERY_TOUCH', 'Bring it back', cast(r.week + 5 as date), owner_id, r.opened_at,
       case when chance(p.n, 60) < .7 then r.opened_at + interval '2 days' end, chance(p.n, 60) < .7
from weekly_read r join p on p.n % 50 = r.id % 50 and p.n <= 10000 join partner on partner.id = p.id;
insert into weekly_decision (read_id, partner_id, kind, words, batch, decided_at, decided_by, action_id)
select r.id, a.partner_id, 'RECOVERY', 'recovery touch by ' || m.name, gen_random_uuid(), r.opened_at, r.led_by, a.id
from action a join weekly_read r on r.opened_at = a.created_at join member m on m.id = a.assignee_id where a.type = 'RECOVERY_TOUCH';

insert into saved_view (owner_id, name, shared, query, saved_at)
select id, 'View ' || i, i = 1 and nth <= 20, 'f=region:is:DACH&c=partner&c=tier&c=messages_sent&sort=-messages_sent', now()
from manager cross join generate_series(1, 2) i;
insert into audit_entry (at, by_id, by_name, what, about, about_id, about_name, detail)
select now() - i * interval '30 days', owner_id, 'Manager', 'changed a partner', 'partner', p.id, name, '{"notes": "a longer text"}'
from p join partner using (id) cross join generate_series(1, 10) i;

-- what follows from the touches, as it is derived once they are taken in
insert into partner_activity (partner_id, first_day, engaged_day, newest_day, messages_sent, calls_booked)
select touched.partner_id, min(touched.day), max(touched.day) filter (where direction <> 'SENT'), max(touched.day),
       count(*) filter (where kind = 'EMAIL' and direction = 'SENT' and (o.as_of is null or touched.day > o.as_of)),
       count(*) filter (where kind <> 'EMAIL')
from (select partner_id, kind, direction, cast(at at time zone 'Europe/Berlin' as date) as day from t where nature = 'HUMAN') touched
left join opening_value o on o.partner_id = touched.partner_id and o.measure = 'MESSAGES_SENT'
group by touched.partner_id;
insert into rep_engagement (partner_id, contact_id, first_day, last_day)
select partner_id, contact_id, min(day), max(day)
from (select partner_id, contact_id, cast(at at time zone 'Europe/Berlin' as date) as day from t
      where nature = 'HUMAN' and (kind <> 'EMAIL' or direction = 'RECEIVED')) engaged
group by partner_id, contact_id;
