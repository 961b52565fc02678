-- One programme per installation; what an admin sets on the settings page.
create table programme (
    id                   smallint    not null primary key default 1,
    name                 text        not null,
    zone                 text        not null,
    known_since          date,
    known_since_proposed date,
    base_url             text,
    store_subjects       boolean     not null default false,
    created_on           date        not null,
    version              integer     not null default 0,
    constraint one_programme check (id = 1),
    constraint programme_has_a_name check (name <> '')
);

create table own_domain (
    domain text not null primary key,
    constraint own_domain_is_lower_case check (domain = lower(domain))
);

-- Addresses outside our domains that are ours all the same. Without a member the address is the company's.
create table own_address (
    address   text not null primary key,
    member_id bigint references member (id),
    constraint own_address_is_lower_case check (address = lower(address))
);
create index own_address_by_member on own_address (member_id);

-- What counts as a touch, from which day on; a row without a day holds from the beginning.
create table touch_counts_history (
    since        date,
    touch_counts text not null,
    constraint one_touch_counts_per_day unique nulls not distinct (since),
    constraint touch_counts_is_known check (touch_counts in ('SENT', 'EITHER'))
);

-- Changes to the shipped list of free-mail domains: true adds one, false takes one off.
create table free_mail_change (
    domain       text    not null primary key,
    is_free_mail boolean not null,
    constraint free_mail_domain_is_lower_case check (domain = lower(domain))
);
