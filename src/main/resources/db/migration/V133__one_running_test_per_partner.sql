-- Ninety days in which a partner shows what comes of it.
create table ninety_day_test (
    id            bigint generated always as identity,
    partner_id    bigint      not null,
    goal          text        not null,
    target        integer,
    unit          text,
    starts_on     date        not null,
    ends_on       date        not null,
    verdict       text        not null,
    decided_on    date,
    -- Ended without a verdict, and why.
    called_off_on date,
    called_off    text        not null default '',
    created_at    timestamptz not null,
    form_key      uuid,
    version       integer     not null default 0,
    constraint ninety_day_test_pkey primary key (id),
    constraint test_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint test_has_a_goal check (goal <> ''),
    constraint test_target_says_of_what check ((target is null) = (unit is null)),
    constraint test_target_is_one_or_more check (target > 0),
    constraint test_unit_is_known check (unit in ('INTROS', 'QUALIFIED_CONVERSATIONS', 'DEALS')),
    constraint test_lasts_ninety_days check (ends_on = starts_on + 90),
    constraint test_verdict_is_known check (verdict in ('ON_TRACK', 'AT_RISK', 'DELIVERED', 'FAILED')),
    constraint a_decided_test_says_when check ((decided_on is not null) = (verdict in ('DELIVERED', 'FAILED'))),
    constraint a_decided_test_is_not_called_off check (called_off_on is null or decided_on is null),
    constraint one_test_per_form unique (form_key),
    constraint one_running_test_per_partner exclude using btree (partner_id with =)
        where (verdict in ('ON_TRACK', 'AT_RISK') and called_off_on is null) deferrable initially deferred
);
create index ninety_day_test_by_partner on ninety_day_test (partner_id, starts_on desc, id desc);
create index ninety_day_test_running on ninety_day_test (ends_on)
    where verdict in ('ON_TRACK', 'AT_RISK') and called_off_on is null;
