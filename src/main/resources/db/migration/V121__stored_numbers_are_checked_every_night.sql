-- What the last nightly comparison of stored numbers with the touches found, by what was compared.
create table stored_number_check (
    what       text        not null primary key,
    checked_at timestamptz not null,
    differing  bigint      not null,
    differed_at timestamptz,
    constraint a_check_finds_none_or_more check (differing >= 0),
    constraint a_difference_has_a_time check (differing = 0 or differed_at is not null)
);
