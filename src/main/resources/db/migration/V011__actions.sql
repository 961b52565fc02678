-- What a person will do next for a partner, by when.
create table action (
    id           bigint generated always as identity primary key,
    partner_id   bigint      not null references partner (id),
    type         text        not null,
    note         text        not null default '',
    due          date        not null,
    assignee_id  bigint      not null references member (id),
    created_at   timestamptz not null,
    created_by   bigint references member (id),
    completed_at timestamptz,
    completed_by bigint references member (id),
    outcome      text,
    version      integer     not null default 0,
    constraint action_type_is_known check (type in ('FOLLOW_UP', 'ACCOUNT_RESEARCH', 'INTRO_REQUEST', 'DEAL_SUPPORT', 'CO_MARKETING', 'RECOVERY_TOUCH', 'RE_ENGAGE', 'APPROVAL')),
    constraint a_completed_action_says_who check ((completed_at is null) = (completed_by is null))
);
create index action_open_by_partner on action (partner_id, due, id) where completed_at is null;
create index action_open_by_assignee on action (assignee_id, due) where completed_at is null;

create table action_postponement (
    id        bigint generated always as identity primary key,
    action_id bigint      not null references action (id),
    from_due  date        not null,
    to_due    date        not null,
    at        timestamptz not null,
    by_id     bigint      not null references member (id)
);
create index action_postponement_by_action on action_postponement (action_id);
