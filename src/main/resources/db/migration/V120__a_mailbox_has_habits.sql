-- Days (UTC) on which a mailbox's server took in mail, whoever it was from: what is usual for a mailbox, so that an unusual
-- silence is noticed. Days read before this table was there are not in it; the habit grows with what is read from now on.
create table mailbox_mail_day (
    mailbox_id bigint not null references mailbox (id),
    day        date   not null,
    constraint one_row_per_mailbox_and_mail_day primary key (mailbox_id, day)
);

-- How many messages only the daily look behind the live reading found, by the day (UTC) on which it did.
create table mailbox_sweep_find (
    mailbox_id bigint not null references mailbox (id),
    day        date   not null,
    n          bigint not null,
    constraint one_row_per_mailbox_and_sweep_day primary key (mailbox_id, day),
    constraint a_sweep_find_is_one_or_more check (n > 0)
);
