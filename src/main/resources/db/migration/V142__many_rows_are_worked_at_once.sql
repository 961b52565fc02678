alter table today_filter
    add column type_id bigint,
    add constraint a_today_filter_names_a_type foreign key (type_id) references partner_type (id);

-- Something done to many rows of the daily list at once, so that it can be taken back at once: by the parts it consists of.
create table bulk_act (
    id        bigint generated always as identity,
    form_key  uuid        not null,
    by_id     bigint      not null,
    at        timestamptz not null,
    act       text        not null,
    undone_at timestamptz,
    constraint bulk_act_has_a_key primary key (id),
    constraint one_bulk_act_per_form unique (form_key),
    constraint a_bulk_act_is_somebodys foreign key (by_id) references member (id),
    constraint bulk_act_is_known check (act in ('DONE', 'POSTPONE', 'REASSIGN', 'RECOVERY', 'SNOOZE'))
);
create index bulk_act_by_time on bulk_act (at);

-- what: a completed, postponed, handed over or set action (subject_id), of that version afterwards, former: who had it; a
-- dismissed message with a partner; a snooze of a partner.
create table bulk_act_part (
    bulk_act_id bigint  not null,
    place       integer not null,
    what        text    not null,
    subject_id  bigint  not null,
    partner_id  bigint,
    version     integer,
    former      bigint,
    constraint bulk_act_part_has_a_place primary key (bulk_act_id, place),
    constraint a_part_is_of_a_bulk_act foreign key (bulk_act_id) references bulk_act (id) on delete cascade,
    constraint bulk_act_part_is_known check (what in ('COMPLETION', 'POSTPONEMENT', 'ASSIGNMENT', 'STEP', 'DISMISSAL', 'SNOOZE'))
);
