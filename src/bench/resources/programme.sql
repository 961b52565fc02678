-- A big programme, the same every time: 20 managers, 10,000 partners, 1,000,000 touches over three years up to ${today}.
-- Chance comes from a hash of the row's number, so that neither plan nor order changes it.
create function chance(n bigint, salt integer) returns double precision language sql immutable parallel safe as
$$ select (hashint8extended(n * 1000 + salt, 42) & 1048575) / 1048576.0 $$;

-- foreign keys hold by how the rows are made; checking five million of them takes minutes
set local session_replication_role = replica;

update programme set zone = 'Europe/Berlin', known_since = date '${today}' - 1100;

insert into member (email, name, zone, created_at)
select 'manager' || n || '@bench.test', 'Manager ' || n, 'Europe/Berlin', now() from generate_series(1, 20) n;
insert into member_role (member_id, role)
select id, 'PARTNER_MANAGER' from member where email like 'manager%@bench.test';

insert into mailbox (address, member_id, host, port, tls, username, secret, floor, state, last_ok_at, created_at,
                     acknowledged_at, acknowledged_by, acknowledgement)
select email, id, 'mail.bench.test', 993, 'TLS', email, '', date '${today}' - 1100, 'LIVE', now(), now(), now(), id, 'OWNER'
from member where email like 'manager%@bench.test';

create temp table p as
select n, case when chance(n, 1) < .1 then 1 when chance(n, 1) < .4 then 2 else 3 end as rank,
       1 + (chance(n, 2) * 20)::integer % 20 as manager,
       case when chance(n, 3) < .80 then 'ACTIVE' when chance(n, 3) < .87 then 'TESTING' when chance(n, 3) < .92 then 'PROSPECT'
            when chance(n, 3) < .97 then 'PAUSED' else 'INACTIVE' end as status
from generate_series(1, 10000) n;

insert into partner (name, tier_id, owner_id, status, created_at)
select 'Partner ' || lpad(p.n::text, 5, '0') || ' ' || substr(md5(p.n::text), 1, 6), t.id, m.id, p.status, now()
from p join tier t on t.rank = p.rank join member m on m.email = 'manager' || p.manager || '@bench.test' order by p.n;
alter table p add id bigint;
update p set id = partner.id from partner where partner.name = 'Partner ' || lpad(p.n::text, 5, '0') || ' ' || substr(md5(p.n::text), 1, 6);

-- one in two has changed tier, owner and status at some time
insert into partner_tier (partner_id, since, tier_id)
select id, null::date, case when n % 2 = 0 then tier_id else 1 + n % 3 end from p join partner using (id)
union all select id, date '${today}' - (chance(n, 4) * 700)::integer, tier_id from p join partner using (id) where n % 2 = 1;
insert into partner_owner (partner_id, since, owner_id)
select id, null::date, case when n % 2 = 0 then owner_id else (select min(id) from member where email like 'manager%') end from p join partner using (id)
union all select id, date '${today}' - (chance(n, 5) * 700)::integer, owner_id from p join partner using (id) where n % 2 = 1;
insert into partner_status (partner_id, since, status)
select id, null::date, case when n % 2 = 0 then p.status else 'PROSPECT' end from p
union all select id, date '${today}' - (chance(n, 6) * 700)::integer, p.status from p where n % 2 = 1;
select keep_entered_cadence(array(select id from partner));

insert into contact (name, role, created_at) select 'Contact ' || n, 'OTHER', now() from generate_series(1, 30000) n;
insert into contact_address (address, contact_id) select 'contact' || row_number() over (order by id) || '@partner' || (row_number() over (order by id) - 1) % 10000 + 1 || '.test', id from contact;
insert into contact_place (contact_id, partner_id, key_contact)
select c.id, p.id, c.nth <= 10000 from (select id, row_number() over (order by id) as nth from contact) c join p on p.n = (c.nth - 1) % 10000 + 1;
insert into partner_domain (partner_id, domain) select id, 'partner' || n || '.test' from p;

create temp table t as
with share as (select id, n, rank, sum(case rank when 1 then 300 when 2 then 120 else 57 end) over (order by n) as upto,
                      sum(case rank when 1 then 300 when 2 then 120 else 57 end) over () as whole,
                      case rank when 1 then 300 when 2 then 120 else 57 end as weight from p),
     slice as (select *, 1 + floor((upto - weight) * 1000000.0 / whole)::integer as lo, floor(upto * 1000000.0 / whole)::integer as hi from share)
select i, slice.id as partner_id, slice.n, (timestamp '${today}' - chance(i, 7) * interval '1095 days') at time zone 'UTC' as at,
       chance(i, 8) as dice
from slice cross join lateral generate_series(lo, hi) i order by at;
alter table t add touch_id bigint generated always as identity;

insert into touch (message_key, kind, nature, rule, direction, occurred_at, sent_at, from_address, thread_id, noted_by, created_at)
overriding user value
select 'bench-' || i, case when dice < .01 then 'CALL' else 'EMAIL' end, case when dice > .9 then 'AUTO_REPLY' else 'HUMAN' end, 'bench',
       case when dice < .6 then 'SENT' else 'RECEIVED' end, at, at, case when dice < .6 then 'manager1@bench.test' else 'contact' || n || '@partner' || n || '.test' end,
       i / 3, case when dice < .01 then (select min(id) from member) end, at
from t order by touch_id;
insert into touch_partner (touch_id, partner_id, occurred_at, counts)
select touch.id, t.partner_id, t.at, case when dice > .9 then 'NO' when dice < .55 then 'ALWAYS' else 'IF_EITHER' end
from t join touch on touch.message_key = 'bench-' || t.i;
insert into touch_party (touch_id, partner_id, address, role, contact_id, matched_by)
select touch.id, t.partner_id, 'contact' || n || '@partner' || n || '.test', case when dice < .6 then 'TO' else 'FROM' end, c.lo + n - 1, 'ADDRESS'
from t cross join (select min(id) as lo from contact) c join touch on touch.message_key = 'bench-' || t.i;
insert into touch_sighting (touch_id, mailbox_id, provider_id, message_key, dated, occurred_at, rule)
select touch.id, m.lo + t.n % 20, 'INBOX:1:' || t.i, touch.message_key, t.at, t.at, touch.rule
from t join touch on touch.message_key = 'bench-' || t.i cross join (select min(id) as lo from mailbox) m;
insert into touch_credit (touch_id, member_id, why)
select s.touch_id, m.member_id, 'FROM' from touch_sighting s join mailbox m on m.id = s.mailbox_id;
insert into partner_last_touch (partner_id, last_always, last_either)
select partner_id, max(occurred_at) filter (where counts = 'ALWAYS'), max(occurred_at) filter (where counts in ('ALWAYS', 'IF_EITHER'))
from touch_partner group by partner_id;

-- one partner in three has an open next step, some overdue
insert into action (partner_id, type, note, due, assignee_id, created_at)
select id, 'FOLLOW_UP', 'Call about the renewal', date '${today}' - 3 + (chance(n, 9) * 60)::integer, owner_id, now()
from p join partner using (id) where n % 3 = 0;
