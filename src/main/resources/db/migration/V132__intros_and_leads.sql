-- Whom a partner introduced us to, on which day, and whether it became a qualified conversation.
create table intro (
    id           bigint generated always as identity,
    partner_id   bigint      not null,
    contact_id   bigint,
    account      text        not null,
    made_on      date        not null,
    qualified_on date,
    note         text        not null default '',
    created_at   timestamptz not null,
    removed_at   timestamptz,
    -- Made with the form a person is shown, so that sending it twice notes one intro.
    form_key     uuid,
    version      integer     not null default 0,
    constraint intro_pkey primary key (id),
    constraint intro_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint intro_was_made_by_a_contact foreign key (contact_id) references contact (id),
    constraint intro_names_an_account check (account <> ''),
    constraint an_intro_is_qualified_after_it_was_made check (qualified_on >= made_on),
    constraint one_intro_per_form unique (form_key)
);
create index intro_by_partner on intro (partner_id, made_on desc, id desc) where removed_at is null;
create index intro_by_contact on intro (contact_id) where contact_id is not null;

-- How many leads a partner brought, as told on a day.
create table lead_count (
    id         bigint generated always as identity,
    partner_id bigint      not null,
    told_on    date        not null,
    leads      integer     not null,
    created_at timestamptz not null,
    version    integer     not null default 0,
    constraint lead_count_pkey primary key (id),
    constraint leads_are_of_a_partner foreign key (partner_id) references partner (id),
    constraint one_lead_count_per_partner_and_day unique (partner_id, told_on),
    constraint leads_are_counted check (leads >= 0)
);
