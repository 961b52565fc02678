-- What a unit of each currency is worth in the programme's on a day: its own 1, others by the rate of the latest day up to then.
create function rates_on(the_day date) returns table (currency text, rate numeric, decimals integer) language sql stable as $$
    select p.currency, 1::numeric, p.decimals::integer from programme_currency p
    union all
    (select distinct on (x.currency) x.currency, x.rate, p.decimals::integer
     from exchange_rate x join programme_currency p on p.currency = x.into_currency
     where x.since <= the_day order by x.currency, x.since desc)
$$;

-- The same of one currency; no row where there is no rate.
create function rate_on(the_currency text, the_day date) returns table (rate numeric, decimals integer) language sql stable as $$
    select 1::numeric, p.decimals::integer from programme_currency p where p.currency = the_currency
    union all
    (select x.rate, p.decimals::integer
     from exchange_rate x join programme_currency p on p.currency = x.into_currency
     where x.currency = the_currency and x.since <= the_day order by x.since desc limit 1)
$$;

-- By the rates of which day it is kept what deals are worth in the programme's currency; null: not yet, since a rate was changed.
-- One row.
create table deal_valuation (
    id  smallint not null default 1,
    day date,
    constraint deal_valuation_pkey primary key (id),
    constraint one_deal_valuation check (id = 1)
);
insert into deal_valuation default values;

create function deal_valuation_lapses() returns trigger language plpgsql as $$
begin
    update deal_valuation set day = null where day is not null;
    return null;
end $$;
create trigger deal_valuation_lapses after insert or update or delete or truncate on exchange_rate
    for each statement execute function deal_valuation_lapses();
create trigger deal_valuation_lapses after insert or update or delete or truncate on programme_currency
    for each statement execute function deal_valuation_lapses();

-- Whoever changes what deals are worth does it beside others, but not while all of them are valued or checked.
create function deals_are_written() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(223, 0);
    return null;
end $$;
create trigger deals_are_written before insert or update or delete on deal for each statement execute function deals_are_written();
create trigger deals_are_written before insert or update or delete on deal_share for each statement execute function deals_are_written();

-- in_programme …: by the rates of deal_valuation, null where there is none. won_…: what won deals came to by the rate of the day
-- each was won.
alter table deal_worth
    add column tier_id                 bigint,
    add column type_id                 bigint,
    add column is_sourced              boolean,
    add column is_influenced           boolean,
    add column in_programme            numeric,
    add column sourced_in_programme    numeric,
    add column influenced_in_programme numeric,
    add column won_worth               numeric,
    add column won_sourced             numeric,
    add column won_influenced          numeric;

create view deal_rate as
select r.currency, r.rate, r.decimals from deal_valuation v cross join lateral rates_on(v.day) r;

create or replace view deal_worth_now as
select d.id as deal_id, d.owner_id, d.partner_id,
       case when d.stage = 'CLOSED_WON' then 'WON' when d.stage = 'CLOSED_LOST' then 'LOST' when d.standing = 'WAITING' then 'WAITING'
            when d.standing in ('APPROVED', 'OURS') then 'OPEN' else 'OVER' end as phase,
       d.stage, d.stage_since, d.expected_close, d.closed_on,
       date_trunc('month', coalesce(d.closed_on, d.expected_close)::timestamp)::date as month,
       d.currency, coalesce(d.won_value, d.value) as worth,
       p.sourced, p.influenced,
       o.tier_id, o.type_id, p.sourced is not null as is_sourced, p.influenced is not null as is_influenced,
       round(coalesce(d.won_value, d.value) * r.rate, r.decimals) as in_programme,
       round(p.sourced * r.rate, r.decimals) as sourced_in_programme,
       round(p.influenced * r.rate, r.decimals) as influenced_in_programme,
       case when d.won_value is not null then
           (select round(d.won_value * c.rate, c.decimals) from rate_on(d.currency, d.closed_on) c) end as won_worth,
       case when d.won_value is not null then
           (select round(p.sourced * c.rate, c.decimals) from rate_on(d.currency, d.closed_on) c) end as won_sourced,
       case when d.won_value is not null then
           (select round(p.influenced * c.rate, c.decimals) from rate_on(d.currency, d.closed_on) c) end as won_influenced
from deal d
left join lateral (
    select sum(amount) filter (where part = 'SOURCED') as sourced,
           -- several that influenced the whole influenced it once
           case when bool_or(part = 'INFLUENCED')
                then least(sum(amount) filter (where part = 'INFLUENCED'), coalesce(d.won_value, d.value)) end as influenced
    from deal_part where deal_id = d.id) p on true
left join partner o on o.id = d.partner_id
left join deal_rate r on r.currency = d.currency;

-- Of all deals by the rates of another day than that of deal_valuation, found anew.
create function deal_worth_on(the_day date) returns setof deal_worth language sql stable as $$
    select w.deal_id, w.owner_id, w.partner_id, w.phase, w.stage, w.stage_since, w.expected_close, w.closed_on, w.month, w.currency,
           w.worth, w.sourced, w.influenced, w.tier_id, w.type_id, w.is_sourced, w.is_influenced,
           round(w.worth * r.rate, r.decimals), round(w.sourced * r.rate, r.decimals), round(w.influenced * r.rate, r.decimals),
           case when w.phase = 'WON' then
               (select round(w.worth * c.rate, c.decimals) from rate_on(w.currency, w.closed_on) c) end,
           case when w.phase = 'WON' then
               (select round(w.sourced * c.rate, c.decimals) from rate_on(w.currency, w.closed_on) c) end,
           case when w.phase = 'WON' then
               (select round(w.influenced * c.rate, c.decimals) from rate_on(w.currency, w.closed_on) c) end
    from deal_worth w
    left join rates_on(the_day) r on r.currency = w.currency
$$;

create or replace function keep_deal_worth(which bigint) returns void language plpgsql as $$
begin
    -- not while the partner moves to another tier or type: either that is seen here, or this is seen there
    perform pg_advisory_xact_lock_shared(223, 1 + (partner_id % 64)::integer) from deal where id = which and partner_id is not null;
    delete from deal_part where deal_id = which;
    insert into deal_part (deal_id, partner_id, part, amount)
    select deal_id, partner_id, part, amount from deal_part_now where deal_id = which;
    insert into deal_worth as w select * from deal_worth_now where deal_id = which
    on conflict (deal_id) do update
    set owner_id = excluded.owner_id, partner_id = excluded.partner_id, phase = excluded.phase, stage = excluded.stage,
        stage_since = excluded.stage_since, expected_close = excluded.expected_close, closed_on = excluded.closed_on,
        month = excluded.month, currency = excluded.currency, worth = excluded.worth, sourced = excluded.sourced,
        influenced = excluded.influenced, tier_id = excluded.tier_id, type_id = excluded.type_id, is_sourced = excluded.is_sourced,
        is_influenced = excluded.is_influenced, in_programme = excluded.in_programme,
        sourced_in_programme = excluded.sourced_in_programme, influenced_in_programme = excluded.influenced_in_programme,
        won_worth = excluded.won_worth, won_sourced = excluded.won_sourced, won_influenced = excluded.won_influenced
    where w.* is distinct from excluded.*;
end $$;

create function deal_worth_follows_its_partner() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(223, 0);
    perform pg_advisory_xact_lock(223, 1 + (new.id % 64)::integer);
    update deal_worth set tier_id = new.tier_id, type_id = new.type_id where partner_id = new.id;
    return null;
end $$;
create trigger deal_worth_follows_its_partner after update on partner for each row
    when ((old.tier_id, old.type_id) is distinct from (new.tier_id, new.type_id))
    execute function deal_worth_follows_its_partner();

-- All deals by the rates of a day. While it works no deal is written, and who changes a rate waits.
create function value_deals(the_day date) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(223, 0);
    update deal_valuation set day = the_day;
    update deal_worth w
    set tier_id = n.tier_id, type_id = n.type_id, is_sourced = n.is_sourced, is_influenced = n.is_influenced,
        in_programme = n.in_programme, sourced_in_programme = n.sourced_in_programme,
        influenced_in_programme = n.influenced_in_programme, won_worth = n.won_worth, won_sourced = n.won_sourced,
        won_influenced = n.won_influenced
    from deal_worth_now n
    where n.deal_id = w.deal_id
      and (w.tier_id, w.type_id, w.is_sourced, w.is_influenced, w.in_programme, w.sourced_in_programme, w.influenced_in_programme,
           w.won_worth, w.won_sourced, w.won_influenced)
          is distinct from
          (n.tier_id, n.type_id, n.is_sourced, n.is_influenced, n.in_programme, n.sourced_in_programme, n.influenced_in_programme,
           n.won_worth, n.won_sourced, n.won_influenced);
end $$;

-- without rates from elsewhere until the first round: what is in the programme's own currency, the tiers and the types
update deal_worth w
set tier_id = n.tier_id, type_id = n.type_id, is_sourced = n.is_sourced, is_influenced = n.is_influenced, in_programme = n.in_programme,
    sourced_in_programme = n.sourced_in_programme, influenced_in_programme = n.influenced_in_programme, won_worth = n.won_worth,
    won_sourced = n.won_sourced, won_influenced = n.won_influenced
from deal_worth_now n where n.deal_id = w.deal_id;
alter table deal_worth
    alter column is_sourced set not null,
    alter column is_influenced set not null;
