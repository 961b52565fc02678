-- When a person wants their daily list by mail. weekdays: Monday first, as they chose. last_day: the newest day, in their
-- zone, on which it was looked whether there is anything to send; one node writes it, and only that one sends.
create table morning_mail (
    member_id bigint  not null,
    at_time   time    not null,
    weekdays  text[]  not null,
    last_day  date,
    constraint one_morning_mail_per_person primary key (member_id),
    constraint a_morning_mail_is_somebodys foreign key (member_id) references member (id),
    constraint a_morning_mail_comes_on_some_day check (cardinality(weekdays) > 0),
    constraint weekdays_are_known check (weekdays <@ array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'])
);

-- The address under which a person's calendar program finds their open actions. Only the hash of its secret is kept.
create table calendar_address (
    member_id  bigint      not null,
    token_hash bytea       not null,
    form_key   uuid        not null,
    made_at    timestamptz not null,
    read_at    timestamptz,
    constraint one_calendar_address_per_person primary key (member_id),
    constraint a_calendar_address_is_somebodys foreign key (member_id) references member (id)
);
