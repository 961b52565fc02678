-- Four questions about a company. All four pass, or it is a polite pass: kept with its day and reason, until it is reopened.
create table qualification (
    id              bigint generated always as identity,
    partner_id      bigint      not null,
    icp_match       boolean     not null,
    accounts        text        not null default '',
    accounts_named  integer     not null,
    intro_mechanism text        not null default '',
    economics       boolean     not null,
    passed          boolean     not null,
    reason          text        not null default '',
    decided_on      date        not null,
    decided_at      timestamptz not null,
    reopened_on     date,
    form_key        uuid,
    version         integer     not null default 0,
    constraint qualification_pkey primary key (id),
    constraint qualification_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint all_four_pass_or_none
        check (passed = (icp_match and economics and accounts_named >= 3 and intro_mechanism <> '')),
    constraint a_polite_pass_says_why check (passed or reason <> ''),
    constraint only_a_polite_pass_is_reopened check (reopened_on is null or not passed),
    constraint one_qualification_per_form unique (form_key)
);
create index qualification_by_partner on qualification (partner_id, decided_at desc, id desc);
