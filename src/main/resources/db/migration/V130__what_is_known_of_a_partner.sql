-- What kind of company a partner is; admins edit the list.
create table partner_type (
    id          bigint generated always as identity,
    name        text    not null,
    archived_at timestamptz,
    version     integer not null default 0,
    constraint partner_type_pkey primary key (id),
    constraint partner_type_has_a_name check (name <> '')
);
create unique index one_partner_type_per_name on partner_type (lower(name)) where archived_at is null;
insert into partner_type (name)
values ('Tech vendor'), ('Agency'), ('Affiliate'), ('Recruiting'), ('Platform'), ('Advisor'), ('Referral'), ('Reseller'),
       ('Distributor'), ('Marketplace'), ('Implementation/SI/MSP');

-- Empty texts are "nothing said"; the phase a partner is in may be known without the day on which it began.
alter table partner
    add column type_id          bigint,
    add column archetype        text,
    add column slack_channel    text not null default '',
    add column hyperscaler      text not null default '',
    add column region           text not null default '',
    add column vertical         text not null default '',
    add column crm_link         text not null default '',
    add column origin_story     text not null default '',
    add column agreement_terms  text not null default '',
    add column proposals_sent   integer,
    add column phase            integer,
    add constraint partner_type_exists foreign key (type_id) references partner_type (id),
    add constraint archetype_is_known
        check (archetype in ('DEMAND_CREATOR', 'DEAL_ACCELERATOR', 'CAPABILITY_COMPLETER', 'CHANNEL_MULTIPLIER')),
    add constraint crm_link_is_a_web_address check (crm_link = '' or crm_link ~ '^https?://'),
    add constraint proposals_sent_are_counted check (proposals_sent >= 0),
    add constraint there_are_four_phases check (phase between 1 and 4);
create index partner_by_type on partner (type_id) where archived_at is null;

-- The day on which each phase began, where it is known.
create table partner_phase (
    partner_id bigint  not null,
    phase      integer not null,
    since      date    not null,
    constraint one_day_per_partner_and_phase primary key (partner_id, phase),
    constraint partner_phase_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint there_are_days_of_four_phases check (phase between 1 and 4)
);
