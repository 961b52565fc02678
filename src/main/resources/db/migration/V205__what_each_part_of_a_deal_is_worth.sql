-- Currencies whose smallest coin is not a hundredth (ISO 4217); all others have two decimals.
create table currency_coin (
    currency text     not null,
    decimals smallint not null,
    constraint currency_coin_pkey primary key (currency),
    constraint currency_coin_is_of_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint currency_coin_has_up_to_four_decimals check (decimals between 0 and 4)
);
insert into currency_coin (currency, decimals)
select unnest(string_to_array('ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI VND VUV XAF XOF XPF', ' ')), 0
union all select unnest(string_to_array('BHD IQD JOD KWD LYD OMR TND', ' ')), 3
union all select unnest(string_to_array('CLF', ' ')), 4;

-- What of a deal's worth (its value, or what it was won for) is each partner's, in the deal's currency: with percentages parts
-- that add up to it, each rounded down and the coins that are left given to those that lost most by that; without them the whole.
create view deal_part_now as
select s.deal_id, s.partner_id, s.part,
       case when s.percent is null then s.worth
            else s.down + case when row_number() over (
                                   partition by s.deal_id order by s.worth * s.percent / 100 - s.down desc, s.part <> 'SOURCED', s.partner_id)
                               <= (s.worth - sum(s.down) over (partition by s.deal_id)) / s.coin then s.coin else 0 end
       end as amount
from (select w.*, trunc(w.worth * w.percent / 100, w.decimals) as down, power(10::numeric, -w.decimals) as coin
      from (select s.deal_id, s.partner_id, s.part, s.percent, coalesce(d.won_value, d.value) as worth,
                   coalesce(c.decimals, 2)::integer as decimals
            from deal_share s join deal d on d.id = s.deal_id left join currency_coin c on c.currency = d.currency) w) s;

-- deal_part_now, kept.
create table deal_part (
    deal_id    bigint         not null,
    partner_id bigint         not null,
    part       text           not null,
    amount     numeric(19, 4) not null,
    constraint deal_part_pkey primary key (deal_id, partner_id),
    constraint deal_part_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint deal_part_is_a_partners foreign key (partner_id) references partner (id),
    constraint deal_part_is_named check (part in ('SOURCED', 'INFLUENCED'))
);
create index deal_part_by_partner on deal_part (partner_id) include (part, amount, deal_id);

-- What lists, boards and forecasts ask of every deal, in a row so small that all of them are quickly read. phase: WAITING for a
-- decision, OPEN in the pipeline, WON, LOST, or OVER (declined or withdrawn). month: of the expected close while it is open, of
-- the day it was closed afterwards. sourced, influenced: what of its worth partners sourced and influenced, null: none did.
create view deal_worth_now as
select d.id as deal_id, d.owner_id, d.partner_id,
       case when d.stage = 'CLOSED_WON' then 'WON' when d.stage = 'CLOSED_LOST' then 'LOST' when d.standing = 'WAITING' then 'WAITING'
            when d.standing in ('APPROVED', 'OURS') then 'OPEN' else 'OVER' end as phase,
       d.stage, d.stage_since, d.expected_close, d.closed_on,
       date_trunc('month', coalesce(d.closed_on, d.expected_close)::timestamp)::date as month,
       d.currency, coalesce(d.won_value, d.value) as worth,
       p.sourced, p.influenced
from deal d
left join lateral (
    select sum(amount) filter (where part = 'SOURCED') as sourced,
           -- several that influenced the whole influenced it once
           case when bool_or(part = 'INFLUENCED')
                then least(sum(amount) filter (where part = 'INFLUENCED'), coalesce(d.won_value, d.value)) end as influenced
    from deal_part where deal_id = d.id) p on true;

create table deal_worth (
    deal_id        bigint         not null,
    owner_id       bigint         not null,
    partner_id     bigint,
    phase          text           not null,
    stage          text           not null,
    stage_since    date           not null,
    expected_close date           not null,
    closed_on      date,
    month          date           not null,
    currency       text           not null,
    worth          numeric(19, 4) not null,
    sourced        numeric(19, 4),
    influenced     numeric(19, 4),
    constraint deal_worth_pkey primary key (deal_id),
    constraint deal_worth_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint deal_phase_is_known check (phase in ('WAITING', 'OPEN', 'WON', 'LOST', 'OVER'))
);
create index deal_worth_by_stage on deal_worth (stage, phase, expected_close, deal_id);
create index deal_worth_by_close on deal_worth (phase, expected_close, deal_id);
create index deal_worth_by_stay on deal_worth (phase, stage_since, deal_id);
create index deal_worth_by_phase on deal_worth (phase, deal_id);
create index deal_worth_by_end on deal_worth (closed_on, deal_id) where closed_on is not null;
create index deal_worth_by_owner on deal_worth (owner_id, phase);
create index deal_worth_by_partner on deal_worth (partner_id, phase);

create function keep_deal_worth(which bigint) returns void language plpgsql as $$
begin
    delete from deal_part where deal_id = which;
    insert into deal_part (deal_id, partner_id, part, amount)
    select deal_id, partner_id, part, amount from deal_part_now where deal_id = which;
    insert into deal_worth as w select * from deal_worth_now where deal_id = which
    on conflict (deal_id) do update
    set owner_id = excluded.owner_id, partner_id = excluded.partner_id, phase = excluded.phase, stage = excluded.stage,
        stage_since = excluded.stage_since, expected_close = excluded.expected_close, closed_on = excluded.closed_on,
        month = excluded.month, currency = excluded.currency, worth = excluded.worth, sourced = excluded.sourced,
        influenced = excluded.influenced;
end $$;

create function deal_worth_follows() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'deal' then perform keep_deal_worth(new.id);
    elsif tg_op = 'DELETE' then perform keep_deal_worth(old.deal_id);
    else perform keep_deal_worth(new.deal_id);
    end if;
    return null;
end $$;
create trigger deal_worth_follows after insert or update on deal for each row execute function deal_worth_follows();
create trigger deal_worth_follows_its_parts after insert or update or delete on deal_share
    for each row execute function deal_worth_follows();

insert into deal_part (deal_id, partner_id, part, amount) select deal_id, partner_id, part, amount from deal_part_now;
insert into deal_worth select * from deal_worth_now;

-- Deals that were once expected to close in a month and then put off to a later one, by the day that was left.
create index deal_event_put_off on deal_event (from_day, deal_id)
    where kind = 'CLOSE_MOVED' and date_trunc('month', to_day::timestamp) > date_trunc('month', from_day::timestamp);

-- A customer is looked for by a part of its name.
create index deal_by_part_of_customer on deal using gin (lower(customer) gin_trgm_ops);
