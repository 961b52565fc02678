-- In how many working days a registration is decided. One row.
create table deal_rules (
    id            smallint not null default 1,
    decision_days integer  not null default 2,
    version       integer  not null default 0,
    constraint deal_rules_pkey primary key (id),
    constraint one_row_of_deal_rules check (id = 1),
    constraint a_decision_takes_up_to_thirty_days check (decision_days between 1 and 30)
);
insert into deal_rules default values;

-- How long a deal is protected, and how often that may be extended, on what evidence. Without a tier: of every other one.
create table protection_rule (
    id             bigint generated always as identity,
    tier_id        bigint,
    days           integer not null,
    extension_days integer not null,
    extensions     integer not null,
    evidence       text    not null,
    version        integer not null default 0,
    constraint protection_rule_pkey primary key (id),
    constraint protection_rule_is_of_a_tier foreign key (tier_id) references tier (id),
    constraint one_protection_rule_per_tier unique nulls not distinct (tier_id),
    constraint protection_lasts_up_to_three_years check (days between 1 and 1095),
    constraint an_extension_lasts_up_to_three_years check (extension_days between 1 and 1095),
    constraint protection_is_extended_up_to_twenty_times check (extensions between 0 and 20),
    constraint protection_rule_says_what_evidence check (evidence <> '')
);
insert into protection_rule (tier_id, days, extension_days, extensions, evidence)
values (null, 90, 30, 2, 'What has happened with the customer since: a meeting held, a proposal sent, a date for their decision.');

-- Who decides registrations in place of those who lead, from a day to a day (both inclusive), in the programme's zone.
create table deal_delegate (
    id         bigint generated always as identity,
    member_id  bigint      not null,
    since      date        not null,
    until      date,
    named_by   bigint,
    named_at   timestamptz not null,
    ended_at   timestamptz,
    version    integer     not null default 0,
    constraint deal_delegate_pkey primary key (id),
    constraint deal_delegate_is_a_member foreign key (member_id) references member (id),
    constraint a_delegation_has_days check (since <= until)
);
create index deal_delegate_by_member on deal_delegate (member_id) where ended_at is null;

create table lost_reason (
    id          bigint generated always as identity,
    name        text    not null,
    archived_at timestamptz,
    version     integer not null default 0,
    constraint lost_reason_pkey primary key (id),
    constraint lost_reason_has_a_name check (name <> '')
);
create unique index one_lost_reason_of_a_name on lost_reason (lower(name)) where archived_at is null;
insert into lost_reason (name)
values ('Price'), ('No budget'), ('No decision'), ('A competitor won'), ('Timing'), ('Something is missing in our product');

-- Which stage follows which: nothing else is ever stored.
create table deal_stage_move (
    from_stage text not null,
    to_stage   text not null,
    constraint deal_stage_move_pkey primary key (from_stage, to_stage)
);
insert into deal_stage_move (from_stage, to_stage)
values ('REGISTERED', 'QUALIFIED'), ('REGISTERED', 'PROPOSAL_SENT'), ('REGISTERED', 'NEGOTIATING'),
       ('QUALIFIED', 'PROPOSAL_SENT'), ('QUALIFIED', 'NEGOTIATING'), ('PROPOSAL_SENT', 'NEGOTIATING'),
       ('PROPOSAL_SENT', 'QUALIFIED'), ('NEGOTIATING', 'PROPOSAL_SENT'),
       ('QUALIFIED', 'CLOSED_WON'), ('PROPOSAL_SENT', 'CLOSED_WON'), ('NEGOTIATING', 'CLOSED_WON'),
       ('REGISTERED', 'CLOSED_LOST'), ('QUALIFIED', 'CLOSED_LOST'), ('PROPOSAL_SENT', 'CLOSED_LOST'),
       ('NEGOTIATING', 'CLOSED_LOST'),
       ('CLOSED_WON', 'QUALIFIED'), ('CLOSED_WON', 'PROPOSAL_SENT'), ('CLOSED_WON', 'NEGOTIATING'),
       ('CLOSED_LOST', 'REGISTERED'), ('CLOSED_LOST', 'QUALIFIED'), ('CLOSED_LOST', 'PROPOSAL_SENT'),
       ('CLOSED_LOST', 'NEGOTIATING');

-- An opportunity that a partner registered, that we passed to a partner, or that our own sales entered (no partner, no decision).
create table deal (
    id                   bigint generated always as identity,
    code                 text           not null,
    origin               text           not null,
    kind                 text           not null,
    partner_id           bigint,
    contact_id           bigint,
    incumbent_id         bigint,
    owner_id             bigint         not null,
    customer             text           not null,
    customer_key         text           not null,
    customer_domain      text,
    -- The part of the domain that one registers: of www.shop.acme.co.uk, acme.co.uk. Null for free-mail domains.
    customer_registrable text,
    customer_contact     text           not null,
    territory            text           not null default '',
    value                numeric(19, 4) not null,
    currency             text           not null,
    expected_close       date           not null,
    products             text           not null,
    description          text           not null,
    standing             text           not null,
    registered_at        timestamptz    not null,
    registered_by        bigint,
    decision_due_at      timestamptz,
    decided_at           timestamptz,
    decided_by           bigint,
    decision_reason      text           not null default '',
    protected_from       date,
    protected_until      date,
    extensions           integer        not null default 0,
    lapsed_on            date,
    -- Taken away by the decision of a conflict.
    unprotected_on       date,
    stage                text           not null,
    stage_since          date           not null,
    closed_from          text,
    closed_on            date,
    won_value            numeric(19, 4),
    lost_reason_id       bigint,
    lost_note            text,
    -- When the last thing happened to it.
    changed_at           timestamptz    not null,
    form_key             uuid,
    version              integer        not null default 0,
    constraint deal_pkey primary key (id),
    constraint one_deal_per_code unique (code),
    constraint one_deal_per_form unique (form_key),
    constraint deal_code_can_be_said_aloud check (code ~ '^[234679CDFGHJKMNPQRTVWXY]{6}$'),
    constraint deal_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint deal_came_by_a_contact foreign key (contact_id) references contact (id),
    constraint deal_incumbent_is_a_partner foreign key (incumbent_id) references partner (id),
    constraint deal_has_an_owner foreign key (owner_id) references member (id),
    constraint deal_origin_is_known check (origin in ('PARTNER', 'LEAD', 'OWN_SALES')),
    constraint deal_kind_is_known check (kind in ('NEW_BUSINESS', 'RENEWAL', 'EXPANSION')),
    constraint our_own_deals_have_no_partner check ((origin = 'OWN_SALES') = (partner_id is null)),
    constraint a_contact_is_one_of_the_partner check (contact_id is null or partner_id is not null),
    constraint deal_names_a_customer check (customer <> '' and customer_key <> ''),
    constraint deal_names_a_contact_there check (customer_contact <> ''),
    constraint deal_names_products check (products <> ''),
    constraint deal_is_described check (description <> ''),
    constraint deal_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint deal_is_worth_something check (value > 0),
    constraint deal_standing_is_known check (standing in ('WAITING', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'OURS')),
    constraint our_own_deals_need_no_decision check ((origin = 'OWN_SALES') = (standing = 'OURS')),
    constraint a_registration_is_due_to_be_decided check ((decision_due_at is null) = (standing = 'OURS')),
    constraint a_decision_says_when check ((decided_at is not null) = (standing in ('APPROVED', 'DECLINED'))),
    constraint a_refusal_says_why check (standing not in ('DECLINED', 'WITHDRAWN') or decision_reason <> ''),
    constraint what_is_approved_is_protected check ((protected_from is not null) = (standing = 'APPROVED')),
    constraint protection_has_an_end check ((protected_from is null) = (protected_until is null)),
    constraint protection_ends_after_it_began check (protected_until > protected_from),
    constraint extensions_are_counted check (extensions >= 0),
    constraint protection_lapses_after_its_last_day check (lapsed_on > protected_until),
    constraint protection_is_taken_once check (lapsed_on is null or unprotected_on is null),
    constraint deal_stage_is_known
        check (stage in ('REGISTERED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATING', 'CLOSED_WON', 'CLOSED_LOST')),
    constraint only_what_is_approved_moves check (stage = 'REGISTERED' or standing in ('APPROVED', 'OURS')),
    constraint what_is_closed_says_when check ((stage in ('CLOSED_WON', 'CLOSED_LOST')) = (closed_on is not null)),
    constraint what_is_closed_was_open_before
        check ((stage in ('CLOSED_WON', 'CLOSED_LOST')) = (closed_from is not null)),
    constraint what_is_won_has_a_value check ((stage = 'CLOSED_WON') = (won_value is not null)),
    constraint what_is_won_is_worth_something check (won_value > 0),
    constraint what_is_lost_has_a_reason check ((stage = 'CLOSED_LOST') = (lost_reason_id is not null)),
    constraint deal_was_lost_for_a_reason foreign key (lost_reason_id) references lost_reason (id)
);
create index deal_by_partner on deal (partner_id, registered_at desc, id desc);
create index deal_by_incumbent on deal (incumbent_id) where incumbent_id is not null;
create index deal_by_contact on deal (contact_id) where contact_id is not null;
create index deal_by_owner on deal (owner_id) where closed_on is null;
create index deal_by_change on deal (changed_at);
create index deal_waiting on deal (decision_due_at) where standing = 'WAITING';
create index deal_protection_ending on deal (protected_until)
    where standing = 'APPROVED' and closed_on is null and lapsed_on is null and unprotected_on is null;

-- Which partners have part in a deal: at most one sourced it, others influenced it; their shares of the money make a whole, or none has one.
create table deal_share (
    deal_id    bigint not null,
    partner_id bigint not null,
    part       text   not null,
    percent    numeric(5, 2),
    constraint deal_share_pkey primary key (deal_id, partner_id),
    constraint deal_share_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint deal_share_is_a_partners foreign key (partner_id) references partner (id),
    constraint deal_part_is_known check (part in ('SOURCED', 'INFLUENCED')),
    constraint deal_share_is_a_part_of_a_hundred check (percent > 0 and percent <= 100)
);
create unique index one_partner_sourced_a_deal on deal_share (deal_id) where part = 'SOURCED';
create index deal_share_by_partner on deal_share (partner_id);

-- All that ever happened to a deal, in order. day: in the programme's zone, of what happened.
create table deal_event (
    id         bigint generated always as identity,
    deal_id    bigint      not null,
    kind       text        not null,
    at         timestamptz not null,
    day        date        not null,
    by_id      bigint,
    by_name    text        not null,
    from_stage text,
    to_stage   text,
    from_day   date,
    to_day     date,
    value      numeric(19, 4),
    note       text        not null default '',
    constraint deal_event_pkey primary key (id),
    constraint deal_event_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint deal_event_is_known check (kind in (
        'REGISTERED', 'CORRECTED', 'CLOSE_MOVED', 'HANDED_ON', 'SHARED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'DECIDED_ANEW',
        'EXTENDED', 'REMINDED', 'LAPSED', 'UNPROTECTED', 'PROTECTED_AGAIN', 'MOVED', 'WON', 'LOST', 'REOPENED',
        'CONFLICT')),
    constraint a_stage_follows_as_allowed foreign key (from_stage, to_stage) references deal_stage_move (from_stage, to_stage),
    constraint a_stage_change_says_from_where
        check ((kind in ('MOVED', 'WON', 'LOST', 'REOPENED')) = (from_stage is not null and to_stage is not null))
);
create index deal_event_by_deal on deal_event (deal_id, id);
create index deal_event_by_time on deal_event (at);

create function deal_event_stays() returns trigger language plpgsql as $$
begin
    -- with its deal it goes
    if tg_op = 'DELETE' and not exists (select from deal where id = old.deal_id) then return old; end if;
    raise exception 'what happened to a deal is only ever added to' using errcode = 'check_violation', constraint = 'deal_event_stays';
end $$;
create trigger deal_event_stays before update or delete on deal_event for each row execute function deal_event_stays();

-- Which reminder of which end of a protection was given: of several nodes one gives it.
create table deal_reminder (
    deal_id     bigint      not null,
    until       date        not null,
    days_before integer     not null,
    given_at    timestamptz not null,
    constraint deal_reminder_pkey primary key (deal_id, until, days_before),
    constraint deal_reminder_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade
);

create function deal_changes_as_allowed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.stage <> 'REGISTERED' or new.standing not in ('WAITING', 'OURS') then
            raise exception 'a deal begins as registered and undecided'
                using errcode = 'check_violation', constraint = 'a_deal_begins_at_the_beginning';
        end if;
        return new;
    end if;
    if (new.code, new.origin, new.registered_at) is distinct from (old.code, old.origin, old.registered_at) then
        raise exception 'how a deal came in stays as it was'
            using errcode = 'check_violation', constraint = 'a_registration_stays_as_it_was';
    end if;
    if new.standing <> old.standing and (old.standing, new.standing) not in (
            ('WAITING', 'APPROVED'), ('WAITING', 'DECLINED'), ('WAITING', 'WITHDRAWN'), ('DECLINED', 'WAITING')) then
        raise exception 'from % a registration does not become %', old.standing, new.standing
            using errcode = 'check_violation', constraint = 'a_decision_follows_as_allowed';
    end if;
    if new.stage <> old.stage and not exists (
            select from deal_stage_move where from_stage = old.stage and to_stage = new.stage) then
        raise exception 'from % a deal does not move to %', old.stage, new.stage
            using errcode = 'check_violation', constraint = 'a_stage_follows_as_allowed';
    end if;
    if old.protected_until is not null and new.protected_until is distinct from old.protected_until
            and (new.protected_until < old.protected_until or new.extensions <> old.extensions + 1
                 or old.lapsed_on is not null or old.unprotected_on is not null) then
        raise exception 'protection is only ever extended, while it lasts'
            using errcode = 'check_violation', constraint = 'protection_is_extended_while_it_lasts';
    end if;
    if old.lapsed_on is not null and new.lapsed_on is distinct from old.lapsed_on then
        raise exception 'what has lapsed stays so' using errcode = 'check_violation', constraint = 'lapsed_protection_stays_so';
    end if;
    return new;
end $$;
create trigger deal_changes_as_allowed before insert or update on deal
    for each row execute function deal_changes_as_allowed();

-- Looked at when a transaction ends: each state of a deal is told by what happened to it, and its shares make a whole.
create function deal_holds_together() returns trigger language plpgsql as $$
declare
    which bigint := case tg_table_name when 'deal' then (to_jsonb(coalesce(new, old)) ->> 'id')::bigint
                                       else (to_jsonb(coalesce(new, old)) ->> 'deal_id')::bigint end;
    now_is deal%rowtype;
    told text;
    decided text;
    partners integer;
    with_money integer;
    sum_of_shares numeric;
begin
    select * into now_is from deal where id = which;
    if not found then return null; end if;
    select coalesce((select to_stage from deal_event where deal_id = which and to_stage is not null order by id desc limit 1),
                    'REGISTERED') into told;
    if told <> now_is.stage then
        raise exception 'deal % is said to be % and is stored as %', which, told, now_is.stage
            using errcode = 'check_violation', constraint = 'a_stage_is_told_by_its_change';
    end if;
    select kind from deal_event
    where deal_id = which and kind in ('REGISTERED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'DECIDED_ANEW')
    order by id desc limit 1 into decided;
    if decided is null or now_is.standing not in ('OURS', case decided
            when 'REGISTERED' then 'WAITING' when 'DECIDED_ANEW' then 'WAITING' else decided end) then
        raise exception 'what was decided of deal % is %, and it is stored as %', which, decided, now_is.standing
            using errcode = 'check_violation', constraint = 'a_standing_is_told_by_its_decision';
    end if;
    select count(*), count(percent), coalesce(sum(percent), 0) from deal_share where deal_id = which
    into partners, with_money, sum_of_shares;
    if with_money > 0 and (with_money < partners or sum_of_shares <> 100) then
        raise exception 'the shares of deal % are % of 100', which, sum_of_shares
            using errcode = 'check_violation', constraint = 'shares_make_a_whole_or_are_no_money';
    end if;
    if now_is.partner_id is not null
            and not exists (select from deal_share where deal_id = which and partner_id = now_is.partner_id) then
        raise exception 'the partner of deal % has no part in it', which
            using errcode = 'check_violation', constraint = 'whose_deal_it_is_has_part_in_it';
    end if;
    return null;
end $$;
create constraint trigger deal_holds_together after insert or update on deal
    deferrable initially deferred for each row execute function deal_holds_together();
create constraint trigger deal_shares_hold_together after insert or update or delete on deal_share
    deferrable initially deferred for each row execute function deal_holds_together();
create constraint trigger deal_events_hold_together after insert on deal_event
    deferrable initially deferred for each row execute function deal_holds_together();
