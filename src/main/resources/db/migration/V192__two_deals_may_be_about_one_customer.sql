create extension if not exists pg_trgm;

-- By what look-alikes among open deals are found: the name without blanks, its initials, its letters by threes, the domain.
create index deal_open_by_name on deal (replace(customer_key, ' ', ''))
    where closed_on is null and standing in ('WAITING', 'APPROVED', 'OURS');
create index deal_open_by_initials on deal (regexp_replace(customer_key, '([^ ])[^ ]* ?', '\1', 'g'))
    where closed_on is null and standing in ('WAITING', 'APPROVED', 'OURS');
create index deal_open_by_domain on deal (customer_registrable)
    where closed_on is null and standing in ('WAITING', 'APPROVED', 'OURS') and customer_registrable is not null;
create index deal_open_by_threes on deal using gin (customer_key gin_trgm_ops)
    where closed_on is null and standing in ('WAITING', 'APPROVED', 'OURS');

-- Another name of a customer. Keys are names as deals keep them, without blanks.
create table customer_alias (
    id           bigint generated always as identity,
    alias        text        not null,
    alias_key    text        not null,
    customer     text        not null,
    customer_key text        not null,
    made_at      timestamptz not null,
    made_by      bigint,
    constraint customer_alias_pkey primary key (id),
    constraint an_alias_is_one_customers unique (alias_key),
    constraint an_alias_is_another_name check (alias_key <> customer_key)
);
create index customer_alias_by_customer on customer_alias (customer_key);

-- Two open deals of the same customer. deal_id came in later.
create table deal_conflict (
    id        bigint generated always as identity,
    deal_id   bigint      not null,
    other_id  bigint      not null,
    score     integer     not null,
    reason    text        not null,
    state     text        not null,
    found_at  timestamptz not null,
    ceased_at timestamptz,
    version   integer     not null default 0,
    constraint deal_conflict_pkey primary key (id),
    constraint a_conflict_is_of_a_deal foreign key (deal_id) references deal (id) on delete cascade,
    constraint a_conflict_is_with_a_deal foreign key (other_id) references deal (id) on delete cascade,
    constraint one_conflict_per_pair unique (deal_id, other_id),
    constraint a_conflict_is_with_an_earlier_deal check (other_id < deal_id),
    constraint a_conflict_has_a_score check (score between 1 and 100),
    constraint conflict_state_is_known check (state in ('OPEN', 'DECIDED', 'CEASED')),
    constraint what_ceased_says_when check ((state = 'CEASED') = (ceased_at is not null))
);
create index deal_conflict_with on deal_conflict (other_id);
create index deal_conflict_open on deal_conflict (found_at) where state = 'OPEN';

-- The rules of engagement in their order; a change makes a new version, older ones stay for what was decided by them.
create table engagement_version (
    version integer     not null,
    made_at timestamptz not null,
    made_by bigint,
    by_name text        not null,
    constraint engagement_version_pkey primary key (version)
);
create table engagement_rule (
    version  integer not null,
    position integer not null,
    kind     text    not null,
    sentence text    not null,
    constraint engagement_rule_pkey primary key (version, position),
    constraint engagement_rule_is_of_a_version foreign key (version) references engagement_version (version),
    constraint one_engagement_rule_of_a_kind unique (version, kind),
    constraint engagement_rule_is_known check (kind in (
        'RENEWAL', 'EXPANSION', 'REGISTERED', 'INCUMBENT', 'TERRITORY', 'FIRST', 'CERTIFIED')),
    constraint engagement_rule_has_a_sentence check (sentence <> '')
);
insert into engagement_version (version, made_at, by_name) values (1, '2000-01-01 00:00:00+00', 'Touchline');
insert into engagement_rule (version, position, kind, sentence)
values (1, 1, 'RENEWAL', 'A renewal belongs to the partner through whom the customer bought.'),
       (1, 2, 'EXPANSION', 'An expansion belongs to the partner through whom the customer bought.'),
       (1, 3, 'REGISTERED', 'A registered deal comes before one that is not registered, or whose protection has lapsed.'),
       (1, 4, 'INCUMBENT', 'The partner who serves the customer already comes before a new one.'),
       (1, 5, 'TERRITORY', 'The partner to whose territory the customer belongs comes before others.'),
       (1, 6, 'FIRST', 'Who registered on an earlier day comes first.'),
       (1, 7, 'CERTIFIED', 'Where all else is equal, the partner certified for the products comes first.');
create function engagement_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a version of the rules of engagement stays as it was made'
        using errcode = 'check_violation', constraint = 'rules_of_engagement_stay';
end $$;
create trigger rules_of_engagement_stay before update or delete on engagement_rule
    for each row execute function engagement_stays();
create trigger versions_of_engagement_stay before update or delete on engagement_version
    for each row execute function engagement_stays();

-- What was decided of a conflict: the first time, and perhaps once more on appeal. Without a winner both deals stand.
create table conflict_decision (
    id          bigint generated always as identity,
    conflict_id bigint      not null,
    round       integer     not null,
    winner_id   bigint,
    version     integer     not null,
    position    integer,
    evidence    text        not null,
    why         text        not null,
    by_id       bigint      not null,
    by_name     text        not null,
    at          timestamptz not null,
    constraint conflict_decision_pkey primary key (id),
    constraint a_decision_is_of_a_conflict foreign key (conflict_id) references deal_conflict (id) on delete cascade,
    constraint a_conflict_is_decided_twice_at_most check (round in (1, 2)),
    constraint one_decision_a_round unique (conflict_id, round),
    constraint a_decision_is_by_a_rule foreign key (version, position) references engagement_rule (version, position),
    constraint a_decision_is_by_a_version foreign key (version) references engagement_version (version),
    constraint against_the_rules_one_says_why check (position is not null or why <> ''),
    constraint a_decision_has_evidence check (evidence <> '')
);
create function conflict_decision_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and not exists (select from deal_conflict where id = old.conflict_id) then return old; end if;
    raise exception 'a decision of a conflict stays; on appeal another one follows'
        using errcode = 'check_violation', constraint = 'conflict_decision_stays';
end $$;
create trigger conflict_decision_stays before update or delete on conflict_decision
    for each row execute function conflict_decision_stays();

-- A decision is appealed once, to a named person who did not make it.
create table conflict_appeal (
    conflict_id bigint      not null,
    why         text        not null,
    to_id       bigint      not null,
    raised_by   bigint      not null,
    raised_at   timestamptz not null,
    constraint conflict_appeal_pkey primary key (conflict_id),
    constraint an_appeal_is_of_a_conflict foreign key (conflict_id) references deal_conflict (id) on delete cascade,
    constraint an_appeal_goes_to_a_member foreign key (to_id) references member (id),
    constraint an_appeal_says_why check (why <> '')
);

create function conflict_decision_follows() returns trigger language plpgsql as $$
begin
    if new.winner_id is not null and not exists (
            select from deal_conflict where id = new.conflict_id and new.winner_id in (deal_id, other_id)) then
        raise exception 'the winner is one of the two'
            using errcode = 'check_violation', constraint = 'the_winner_is_one_of_the_two';
    end if;
    if new.round = 2 and not exists (select from conflict_appeal where conflict_id = new.conflict_id and to_id = new.by_id) then
        raise exception 'an appeal is decided by whom it went to'
            using errcode = 'check_violation', constraint = 'an_appeal_is_decided_by_whom_it_went_to';
    end if;
    return new;
end $$;
create trigger conflict_decision_follows before insert on conflict_decision
    for each row execute function conflict_decision_follows();
create function conflict_appeal_follows() returns trigger language plpgsql as $$
begin
    if not exists (select from conflict_decision where conflict_id = new.conflict_id and round = 1 and by_id <> new.to_id) then
        raise exception 'what was decided is appealed, to somebody who did not decide it'
            using errcode = 'check_violation', constraint = 'an_appeal_goes_to_somebody_else';
    end if;
    return new;
end $$;
create trigger conflict_appeal_follows before insert or update on conflict_appeal
    for each row execute function conflict_appeal_follows();
