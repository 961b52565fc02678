-- When the programme works: stretches of each weekday (1 is Monday), in minutes of the local day.
create table working_stretch (
    weekday     smallint not null,
    from_minute smallint not null,
    to_minute   smallint not null,
    constraint working_stretch_pk primary key (weekday, from_minute),
    constraint a_weekday_is_one_of_seven check (weekday between 1 and 7),
    constraint a_stretch_lies_in_its_day check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440),
    constraint stretches_of_a_day_do_not_overlap
        exclude using gist (weekday with =, int4range(from_minute, to_minute) with &&)
);
insert into working_stretch (weekday, from_minute, to_minute)
select weekday, 540, 1020 from generate_series(1, 5) as weekday;

-- Days on which nobody works. calendar: the public holidays that the day was taken from; none for one entered by hand.
create table day_off (
    day      date not null primary key,
    name     text not null,
    calendar text,
    constraint a_day_off_has_a_name check (name <> '')
);
