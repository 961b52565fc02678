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
    -- The completed action whose form set this one: taken back together with that completion.
    follows_id   bigint references action (id),
    -- Made with the form a person is shown, so that sending it twice sets one action.
    form_key     uuid,
    version      integer     not null default 0,
    constraint action_type_is_known check (type in ('FOLLOW_UP', 'ACCOUNT_RESEARCH', 'INTRO_REQUEST', 'DEAL_SUPPORT', 'CO_MARKETING', 'RECOVERY_TOUCH', 'RE_ENGAGE', 'APPROVAL')),
    constraint a_completed_action_says_who check ((completed_at is null) = (completed_by is null)),
    constraint an_outcome_belongs_to_a_completed_action check (outcome is null or completed_at is not null),
    constraint one_next_step_per_completed_action unique (follows_id),
    constraint one_action_per_form unique (form_key)
);
create index action_open_by_partner on action (partner_id, due, id) where completed_at is null;
create index action_open_by_assignee on action (assignee_id, due) where completed_at is null;

-- Each postponement with the date it left.
create table action_postponement (
    id        bigint generated always as identity primary key,
    action_id bigint      not null references action (id),
    from_due  date        not null,
    to_due    date        not null,
    at        timestamptz not null,
    by_id     bigint      not null references member (id),
    constraint a_postponement_moves_later check (to_due > from_due)
);
create index action_postponement_by_action on action_postponement (action_id);
