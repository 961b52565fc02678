-- What an admin must see to, from when until when. about: of what, in the words of whoever watches it ("mailbox 12").
create table alert (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    about       text        not null,
    title       text        not null,
    words       text        not null,
    href        text        not null,
    since       timestamptz not null,
    resolved_at timestamptz,
    constraint alert_is_resolved_after_it_was_raised check (resolved_at >= since)
);
create unique index one_open_alert_per_thing on alert (kind, about) where resolved_at is null;
create index alert_by_time on alert (since);
