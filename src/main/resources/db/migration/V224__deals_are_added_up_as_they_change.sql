-- What deals add up to, amounts in the programme's currency as deal_worth has them. Nobody waits for anybody: each transaction
-- that changes deals adds what it takes away and what it brings to deal_sum_change, and a job adds those up into deal_sum. All
-- rows of both together are the sums, at any moment.
create table deal_sum (
    phase                   text    not null,
    stage                   text    not null,
    month                   date    not null,
    tier_id                 bigint,
    type_id                 bigint,
    is_sourced              boolean not null,
    is_influenced           boolean not null,
    deals                   bigint  not null,
    without_rate            bigint  not null,
    sourced_in_programme    numeric not null,
    influenced_in_programme numeric not null,
    won_without_rate        bigint  not null,
    won_sourced             numeric not null,
    won_influenced          numeric not null,
    constraint one_sum_of_like_deals unique nulls not distinct (phase, stage, month, tier_id, type_id, is_sourced, is_influenced)
);

create table deal_sum_change (like deal_sum);

create view deal_sum_now as
select * from deal_sum union all select * from deal_sum_change;

-- The same, found from every deal.
create view deal_sum_anew as
select phase, stage, month, tier_id, type_id, is_sourced, is_influenced, count(*) as deals,
       count(*) filter (where in_programme is null) as without_rate,
       coalesce(sum(sourced_in_programme), 0) as sourced_in_programme,
       coalesce(sum(influenced_in_programme), 0) as influenced_in_programme,
       count(*) filter (where phase = 'WON' and won_worth is null) as won_without_rate,
       coalesce(sum(won_sourced), 0) as won_sourced, coalesce(sum(won_influenced), 0) as won_influenced
from deal_worth
group by phase, stage, month, tier_id, type_id, is_sourced, is_influenced;

create function deal_sums_follow() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        insert into deal_sum_change
        select phase, stage, month, tier_id, type_id, is_sourced, is_influenced, count(*),
               count(*) filter (where in_programme is null), coalesce(sum(sourced_in_programme), 0),
               coalesce(sum(influenced_in_programme), 0), count(*) filter (where phase = 'WON' and won_worth is null),
               coalesce(sum(won_sourced), 0), coalesce(sum(won_influenced), 0)
        from came group by phase, stage, month, tier_id, type_id, is_sourced, is_influenced;
    end if;
    if tg_op <> 'INSERT' then
        insert into deal_sum_change
        select phase, stage, month, tier_id, type_id, is_sourced, is_influenced, -count(*),
               -count(*) filter (where in_programme is null), -coalesce(sum(sourced_in_programme), 0),
               -coalesce(sum(influenced_in_programme), 0), -count(*) filter (where phase = 'WON' and won_worth is null),
               -coalesce(sum(won_sourced), 0), -coalesce(sum(won_influenced), 0)
        from gone group by phase, stage, month, tier_id, type_id, is_sourced, is_influenced;
    end if;
    return null;
end $$;
create trigger deal_sums_follow_what_came after insert on deal_worth
    referencing new table as came for each statement execute function deal_sums_follow();
create trigger deal_sums_follow_what_changed after update on deal_worth
    referencing old table as gone new table as came for each statement execute function deal_sums_follow();
create trigger deal_sums_follow_what_went after delete on deal_worth
    referencing old table as gone for each statement execute function deal_sums_follow();

insert into deal_sum select * from deal_sum_anew;
