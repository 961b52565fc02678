create extension if not exists btree_gist;

create sequence contact_id_seq increment by 50;
create table contact (
    id          bigint not null primary key default nextval('contact_id_seq'),
    name        text        not null,
    role        text        not null,
    chat_handle text        not null default '',
    created_at  timestamptz not null,
    archived_at timestamptz,
    version     integer     not null default 0,
    constraint contact_has_a_name check (name <> ''),
    constraint contact_role_is_known check (role in ('PARTNER_MANAGER', 'BDR', 'AE', 'SE', 'CS', 'EXECUTIVE', 'OTHER'))
);

create table contact_address (
    address    text   not null primary key,
    contact_id bigint not null references contact (id),
    constraint contact_address_is_lower_case check (address = lower(address)),
    constraint contact_address_has_an_at check (address like '_%@_%')
);
create index contact_address_by_contact on contact_address (contact_id);

-- At which partner a contact was, from a day (inclusive; without one: from the beginning) to a day (exclusive; without
-- one: until further notice), in the programme's zone. The two rules are looked at when a transaction ends, so that a
-- move can end one place and begin the next in any order.
create sequence contact_place_id_seq increment by 50;
create table contact_place (
    id          bigint not null primary key default nextval('contact_place_id_seq'),
    contact_id  bigint    not null references contact (id),
    partner_id  bigint    not null references partner (id),
    since       date,
    until       date,
    valid       daterange not null generated always as (daterange(since, until)) stored,
    key_contact boolean   not null default false,
    constraint a_contact_is_at_one_partner_at_a_time
        exclude using gist (contact_id with =, daterange(since, until) with &&) deferrable initially deferred,
    constraint one_key_contact_per_partner
        exclude using btree (partner_id with =) where (key_contact and until is null) deferrable initially deferred,
    constraint a_place_has_days check (since < until),
    constraint a_key_contact_is_there_now check (not key_contact or until is null)
);
create index contact_place_by_partner on contact_place (partner_id);
create index contact_place_by_contact on contact_place (contact_id);

-- The same domain at two partners is allowed and means: undecided, a person looks.
create sequence partner_domain_id_seq increment by 50;
create table partner_domain (
    id                 bigint not null primary key default nextval('partner_domain_id_seq'),
    partner_id         bigint  not null references partner (id),
    domain             text    not null,
    include_subdomains boolean not null default true,
    constraint one_row_per_partner_and_domain unique (partner_id, domain),
    constraint partner_domain_is_lower_case check (domain = lower(domain))
);
create index partner_domain_by_domain on partner_domain (domain);
