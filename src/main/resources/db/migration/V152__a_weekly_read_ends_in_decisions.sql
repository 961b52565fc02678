-- A weekly read as it is held: one a week, left and resumed as people like, frozen when it is closed.
-- record: its numbers and decisions as they were then.
create table weekly_read (
    id             bigint generated always as identity,
    week           date        not null,
    opened_at      timestamptz not null,
    led_by         bigint      not null,
    step           text        not null default 'COVERAGE',
    closed_at      timestamptz,
    closed_by      bigint,
    undecided_because text     not null default '',
    record         jsonb,
    constraint weekly_read_pkey primary key (id),
    constraint one_read_per_week unique (week),
    constraint weekly_read_week_begins_on_a_monday check (extract(isodow from week) = 1),
    constraint weekly_read_led_by_exists foreign key (led_by) references member (id),
    constraint weekly_read_closed_by_exists foreign key (closed_by) references member (id),
    constraint weekly_read_step_is_known check (step in ('COVERAGE', 'RECOVERY', 'SLIPPED', 'LOOSE', 'CLOSE')),
    constraint a_closed_read_is_frozen check ((closed_at is null) = (record is null) and (closed_at is null) = (closed_by is null))
);
create unique index one_read_in_progress on weekly_read ((closed_at is null)) where closed_at is null;

-- What was decided about a partner in a read. former: what it takes to undo it (the tier or status it had).
-- batch: what was decided with one form, and is undone together.
create table weekly_decision (
    id            bigint generated always as identity,
    read_id       bigint      not null,
    partner_id    bigint      not null,
    kind          text        not null,
    words         text        not null,
    batch         uuid        not null,
    decided_at    timestamptz not null,
    decided_by    bigint      not null,
    action_id     bigint,
    snooze_id     bigint,
    former        text,
    taken_back_at timestamptz,
    taken_back_by bigint,
    constraint weekly_decision_pkey primary key (id),
    constraint weekly_decision_read_exists foreign key (read_id) references weekly_read (id),
    constraint weekly_decision_partner_exists foreign key (partner_id) references partner (id),
    constraint weekly_decision_by_exists foreign key (decided_by) references member (id),
    constraint weekly_decision_taken_back_by_exists foreign key (taken_back_by) references member (id),
    constraint weekly_decision_action_exists foreign key (action_id) references action (id) on delete set null,
    constraint weekly_decision_snooze_exists foreign key (snooze_id) references partner_snooze (id) on delete set null,
    constraint weekly_decision_kind_is_known check (kind in ('RECOVERY', 'SNOOZE', 'TIER', 'PAUSE')),
    constraint a_decision_taken_back_says_who check ((taken_back_at is null) = (taken_back_by is null))
);
create unique index one_decision_per_partner_in_a_read on weekly_decision (read_id, partner_id) where taken_back_at is null;
create index weekly_decision_by_partner on weekly_decision (partner_id);
create index weekly_decision_by_action on weekly_decision (action_id) where action_id is not null;
create index weekly_decision_by_snooze on weekly_decision (snooze_id) where snooze_id is not null;
