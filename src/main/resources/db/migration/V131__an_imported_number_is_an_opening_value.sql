-- A number that was brought along and is computed here: it holds up to the end of its day, what came later is added to it.
-- A first or last day that was brought along is kept beside the one that is computed.
create table opening_value (
    partner_id bigint      not null,
    measure    text        not null,
    amount     numeric(15, 2),
    day        date,
    as_of      date        not null,
    kept_at    timestamptz not null,
    constraint one_opening_value_per_partner_and_measure primary key (partner_id, measure),
    constraint opening_value_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint opening_value_is_a_number_or_a_day check ((amount is null) <> (day is null)),
    constraint opening_amount_is_not_negative check (amount >= 0),
    constraint opening_measure_is_known check (measure in (
        'REPS_TOTAL', 'REPS_ENGAGED', 'REPS_BRINGING_DEALS', 'REPS_WHO_DELIVER', 'INTROS_MADE', 'QUALIFIED_CONVERSATIONS',
        'LEADS', 'DEALS_BROUGHT_IN', 'CLOSED_WON', 'PIPELINE_VALUE', 'FIRST_TOUCH', 'LAST_ENGAGEMENT', 'MESSAGES_SENT',
        'CALLS_BOOKED'))
);
