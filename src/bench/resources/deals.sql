-- ${deals} deals over three years up to ${today}, three in ten of them open, beside the partners of programme.sql; in four
-- currencies, one in ten divided between two partners. What the database keeps of deals is derived at the end, as it would be.
set local session_replication_role = replica;
set local work_mem = '256MB';

insert into exchange_rate (currency, into_currency, since, rate)
select currency, 'EUR', date '${today}' - 1200 + month * 30, worth + month / 1000.0
from (values ('USD', 0.9), ('GBP', 1.1), ('JPY', 0.006)) c (currency, worth) cross join generate_series(0, 39) month;

create temp table n as
select n, chance(n, 31) as fate, 1 + (chance(n, 32) * (${partners} - 1))::bigint as partner,
       (array['EUR', 'EUR', 'EUR', 'USD', 'GBP', 'JPY'])[1 + floor(chance(n, 33) * 6)::integer] as currency,
       round((500 + 90000 * chance(n, 34))::numeric) as value,
       case when chance(n, 31) < .32 then date '${today}' - (chance(n, 35) * 200)::integer
            else date '${today}' - 30 - (chance(n, 35) * 1060)::integer end as registered,
       (array['REGISTERED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATING'])[1 + floor(chance(n, 36) * 4)::integer] as stage
from generate_series(1, ${deals}) n;

insert into deal (id, code, origin, kind, partner_id, owner_id, customer, customer_key, customer_contact, value, currency, expected_close,
                  products, description, standing, registered_at, decision_due_at, decided_at, decision_reason, protected_from,
                  protected_until, stage, stage_since, closed_from, closed_on, won_value, lost_reason_id, lost_note, changed_at)
overriding system value
select n.n,
       -- the last sign follows from the others
       (select string_agg(substr('234679CDFGHJKMNPQRTVWXY', 1 + value, 1), '' order by digit)
                   || substr('234679CDFGHJKMNPQRTVWXY', 1 + (sum((digit + 2) * value) % 23)::integer, 1)
        from (select digit, (n.n / power(23, digit)::bigint % 23)::integer as value from generate_series(0, 4) digit) signs),
       'PARTNER', 'NEW_BUSINESS', n.partner, p.owner_id, 'Customer ' || n.n || ' ' || substr(md5(n.n::text), 1, 6),
       'customer ' || n.n || ' ' || substr(md5(n.n::text), 1, 6), 'Their head of operations', n.value, n.currency,
       case when n.fate < .32 then date '${today}' - 20 + (chance(n.n, 37) * 400)::integer else n.registered + 90 end,
       'Platform', 'They want to replace what they have.',
       case when n.fate < .02 then 'WAITING' when n.fate > .97 then 'DECLINED' else 'APPROVED' end, n.registered, n.registered + 2,
       case when n.fate >= .02 then n.registered + 1 end, case when n.fate > .97 then 'No' else '' end,
       case when n.fate between .02 and .97 then n.registered + 1 end, case when n.fate between .02 and .97 then n.registered + 400 end,
       case when n.fate < .02 or n.fate > .97 then 'REGISTERED' when n.fate < .32 then n.stage
            when n.fate < .57 then 'CLOSED_WON' else 'CLOSED_LOST' end,
       case when n.fate < .32 then date '${today}' - (chance(n.n, 38) * (date '${today}' - n.registered) * .4)::integer else n.registered + 30 end,
       case when n.fate between .32 and .97 then 'NEGOTIATING' end, case when n.fate between .32 and .97 then n.registered + 30 end,
       case when n.fate between .32 and .57 and n.fate < .57 then n.value end,
       case when n.fate between .57 and .97 then (select min(id) from lost_reason) end, case when n.fate between .57 and .97 then '' end,
       n.registered
from n join partner p on p.id = n.partner;

insert into deal_share (deal_id, partner_id, part, percent)
select n, partner, case when chance(n, 39) < .8 then 'SOURCED' else 'INFLUENCED' end, case when n % 10 = 0 then 70 end from n
union all select n, 1 + partner % ${partners}, 'INFLUENCED', 30 from n where n % 10 = 0;

insert into deal_event (deal_id, kind, at, day, by_name)
select n, 'REGISTERED', registered, registered, 'Bench' from n;
-- those that are open can be changed: what was decided and how far they are is told
insert into deal_event (deal_id, kind, at, day, by_name, to_day)
select id, 'APPROVED', decided_at, protected_from, 'Bench', protected_until from deal where standing = 'APPROVED' and closed_on is null;
insert into deal_event (deal_id, kind, at, day, by_name, from_stage, to_stage)
select id, 'MOVED', stage_since, stage_since, 'Bench', 'REGISTERED', stage
from deal where standing = 'APPROVED' and closed_on is null and stage <> 'REGISTERED';
insert into deal_event (deal_id, kind, at, day, by_name, from_day, to_day)
select d.id, 'CLOSE_MOVED', d.registered_at, date '${today}' - 20, 'Bench', d.expected_close - 40, d.expected_close
from deal d where d.id % 5 = 0;

insert into deal_part (deal_id, partner_id, part, amount) select deal_id, partner_id, part, amount from deal_part_now;
update deal_valuation set day = date '${today}';
insert into deal_worth select * from deal_worth_now;
insert into deal_sum select * from deal_sum_anew;
