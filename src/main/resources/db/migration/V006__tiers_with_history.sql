create table tier (
    id          bigint generated always as identity primary key,
    name        text    not null,
    rank        integer not null,
    archived_at timestamptz,
    version     integer not null default 0,
    constraint tier_has_a_name check (name <> '')
);
create unique index one_tier_per_name on tier (lower(name)) where archived_at is null;

-- Rows of all dated histories (windows here; tier, owner and status of a partner) take their ids from one sequence,
-- fifty at a time, so that thousands can be written in batches.
create sequence history_row_id increment by 50;

-- The cadence window from a day on; the row without a day holds from the beginning.
create table tier_window (
    id          bigint  not null primary key default nextval('history_row_id'),
    tier_id     bigint  not null references tier (id),
    since       date,
    window_days integer not null,
    lead_days   integer not null,
    constraint one_window_per_tier_and_day unique nulls not distinct (tier_id, since),
    constraint window_is_a_day_or_more check (window_days between 1 and 3650),
    constraint lead_is_shorter_than_window check (lead_days >= 0 and lead_days < window_days)
);

insert into tier (name, rank) values ('Tier 1', 1), ('Tier 2', 2), ('Tier 3', 3);
insert into tier_window (tier_id, window_days, lead_days)
select id, case rank when 1 then 7 when 2 then 14 else 30 end, case rank when 1 then 2 when 2 then 3 else 5 end from tier;
