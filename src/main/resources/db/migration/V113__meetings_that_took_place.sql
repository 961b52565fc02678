-- Meetings that took place, out of the calendars of a tenant whose admin wants that.
alter table mail_connection add column meetings boolean not null default false;

-- How far a mailbox's calendar is read. below: down from here it is still to be read for that version of the directory;
-- null: all is. version: the directory's for which all of it was read, from floor on.
create table mailbox_calendar (
    mailbox_id bigint      not null primary key constraint calendar_mailbox_exists references mailbox (id),
    due_at     timestamptz,
    below      timestamptz,
    goal       bigint      not null default 0,
    version    bigint      not null default 0,
    floor      date,
    read_at    timestamptz,
    last_error text
);

alter table touch
    drop constraint touch_nature_is_known,
    add constraint touch_nature_is_known check (nature in
        ('HUMAN', 'LIST_HUMAN', 'AUTO_REPLY', 'AUTO_GENERATED', 'BULK', 'BULK_OUT', 'BOUNCE', 'RECEIPT', 'CALENDAR', 'DECLINED'));
alter table touch_credit
    drop constraint credit_why_is_known,
    add constraint credit_why_is_known check (why in
        ('FROM', 'SENDER', 'MAILBOX', 'TO', 'CC', 'PARTNER_OWNER', 'NOTED', 'ORGANISER', 'ATTENDEE'));
