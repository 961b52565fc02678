-- How likely a deal in an open stage is won, and after how many days without a change of stage it is stalled.
create table pipeline_stage (
    stage       text     not null,
    probability smallint not null,
    stale_days  smallint not null,
    version     integer  not null default 0,
    constraint pipeline_stage_pkey primary key (stage),
    constraint pipeline_stage_is_open check (stage in ('REGISTERED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATING')),
    constraint probability_is_in_percent check (probability between 0 and 100),
    constraint a_stage_grows_stale_within_a_year check (stale_days between 1 and 366)
);
insert into pipeline_stage (stage, probability, stale_days)
values ('REGISTERED', 10, 14), ('QUALIFIED', 25, 21), ('PROPOSAL_SENT', 50, 21), ('NEGOTIATING', 75, 14);

-- Whether stalled deals become actions by themselves, and in how many days those are due. One row.
create table pipeline_rule (
    id               smallint not null default 1,
    acts_by_itself   boolean  not null default false,
    action_days      smallint not null default 2,
    version          integer  not null default 0,
    constraint pipeline_rule_pkey primary key (id),
    constraint one_pipeline_rule check (id = 1),
    constraint a_stalled_deal_is_due_within_a_month check (action_days between 0 and 31)
);
insert into pipeline_rule default values;

-- That a deal stalled became an action: once for each stay in a stage, whoever did it.
create table stalled_action (
    deal_id     bigint      not null,
    stage       text        not null,
    stage_since date        not null,
    action_id   bigint,
    made_by     bigint,
    made_at     timestamptz not null,
    constraint stalled_action_pkey primary key (deal_id, stage, stage_since),
    constraint stalled_action_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint stalled_action_is_an_action foreign key (action_id) references action (id) on delete set null
);
create index stalled_action_by_action on stalled_action (action_id) where action_id is not null;
