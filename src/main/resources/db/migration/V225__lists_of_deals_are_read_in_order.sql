-- Each order of the list, of one phase and of all; deals whose currency has no rate come last.
create index deal_worth_by_value on deal_worth (phase, coalesce(in_programme, -1), deal_id);
create index deal_worth_by_value_of_all on deal_worth (coalesce(in_programme, -1), deal_id);
create index deal_worth_by_close_of_all on deal_worth (expected_close, deal_id);
create index deal_worth_by_stay_of_all on deal_worth (stage_since, deal_id);
create index deal_worth_by_month on deal_worth (month, phase);
create index deal_worth_by_tier on deal_worth (tier_id, phase);
create index deal_worth_by_type on deal_worth (type_id, phase);

-- What stalls, and what was closed of late, is counted without looking at the deals themselves.
create index deal_worth_open_by_stay on deal_worth (stage, stage_since)
    include (tier_id, type_id, is_sourced, is_influenced, sourced_in_programme, influenced_in_programme, in_programme)
    where phase = 'OPEN';
create index deal_worth_closed_by_day on deal_worth (stage, closed_on, deal_id)
    include (phase, tier_id, type_id, is_sourced, is_influenced, sourced_in_programme, influenced_in_programme, in_programme)
    where closed_on is not null;
drop index deal_worth_by_end;

-- Sums are read often and small: what was folded into them is cleared away soon.
alter table deal_sum_change set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
