create extension if not exists btree_gist;

create table contact (
    id          bigint generated always as identity primary key,
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

-- At which partner a contact was, from a day (inclusive) to a day (exclusive), in the programme's zone.
create table contact_place (
    id          bigint generated always as identity primary key,
    contact_id  bigint    not null references contact (id),
    partner_id  bigint    not null references partner (id),
    valid       daterange not null,
    key_contact boolean   not null default false,
    constraint a_contact_is_at_one_partner_at_a_time exclude using gist (contact_id with =, valid with &&),
    constraint a_place_has_days check (not isempty(valid))
);
create index contact_place_by_partner on contact_place (partner_id);
create unique index one_key_contact_per_partner on contact_place (partner_id) where key_contact and upper_inf(valid);

-- The same domain at two partners is allowed and means: undecided, a person looks.
create table partner_domain (
    id                 bigint generated always as identity primary key,
    partner_id         bigint  not null references partner (id),
    domain             text    not null,
    include_subdomains boolean not null default true,
    constraint one_row_per_partner_and_domain unique (partner_id, domain),
    constraint partner_domain_is_lower_case check (domain = lower(domain))
);
create index partner_domain_by_domain on partner_domain (domain);
