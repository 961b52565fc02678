-- From which day to which (both inclusive; without an end: until further notice) a partner is certified for a product.
create table certification (
    id            bigint generated always as identity,
    partner_id    bigint      not null,
    product       text        not null,
    since         date        not null,
    until         date,
    noted_at      timestamptz not null,
    noted_by      bigint,
    noted_by_name text        not null,
    constraint certification_pkey primary key (id),
    constraint certification_is_of_a_partner foreign key (partner_id) references partner (id),
    constraint certification_names_a_product check (product <> ''),
    constraint a_certification_has_days check (since <= until)
);
create unique index one_certification_of_a_product_from_a_day on certification (partner_id, lower(product), since);
