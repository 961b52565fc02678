-- The closing of a weekly read, taken back until the next read begins. What it was is kept: others have its digest.
create table weekly_read_reopening (
    id          bigint generated always as identity,
    read_id     bigint      not null,
    closed_at   timestamptz not null,
    closed_by   bigint      not null,
    record      jsonb       not null,
    reopened_at timestamptz not null,
    reopened_by bigint      not null,
    constraint weekly_read_reopening_pkey primary key (id),
    constraint weekly_read_reopening_read_exists foreign key (read_id) references weekly_read (id),
    constraint weekly_read_reopening_closed_by_exists foreign key (closed_by) references member (id),
    constraint weekly_read_reopening_by_exists foreign key (reopened_by) references member (id),
    constraint a_read_is_reopened_after_it_was_closed check (reopened_at >= closed_at)
);
create index weekly_read_reopening_by_read on weekly_read_reopening (read_id, id);
