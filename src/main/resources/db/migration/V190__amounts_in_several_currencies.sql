-- In which currency the programme adds up, with its decimals. One row.
create table programme_currency (
    id       smallint not null default 1,
    currency text     not null,
    decimals smallint not null,
    version  integer  not null default 0,
    constraint programme_currency_pkey primary key (id),
    constraint one_programme_currency check (id = 1),
    constraint programme_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint programme_currency_has_up_to_four_decimals check (decimals between 0 and 4)
);
insert into programme_currency (currency, decimals) values ('EUR', 2);

-- How much of the one currency a unit of the other is worth, from a day on until the next such day.
create table exchange_rate (
    currency      text           not null,
    into_currency text           not null,
    since         date           not null,
    rate          numeric(24, 12) not null,
    constraint exchange_rate_pkey primary key (currency, into_currency, since),
    constraint exchange_rate_is_of_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint exchange_rate_is_into_a_code check (into_currency ~ '^[A-Z]{3}$'),
    constraint a_currency_needs_no_rate_into_itself check (currency <> into_currency),
    constraint exchange_rate_is_above_nothing check (rate > 0)
);
