-- The newest message of each turn: what waits for an answer, and since when it is the last word.
alter table response
    add column last_touch_id bigint references touch (id) on delete cascade,
    add column last_at       timestamptz;

with message as (
    select tp.partner_id, t.id, t.occurred_at, t.thread_id,
           row_number() over turns as place, count(r.asked_touch_id) over turns as turn
    from touch t
    join touch_partner tp on tp.touch_id = t.id and tp.counts <> 'NO'
    left join response r on r.partner_id = tp.partner_id and r.asked_touch_id = t.id
    where t.kind = 'EMAIL' and t.thread_id is not null
    window turns as (partition by tp.partner_id, t.thread_id order by t.occurred_at, t.message_key, t.variant)
),
turn as (
    select partner_id, (array_agg(id order by place))[1] as asked,
           (array_agg(id order by place desc))[1] as last, max(occurred_at) as last_at
    from message group by partner_id, thread_id, turn
)
update response r set last_touch_id = turn.last, last_at = turn.last_at
from turn where turn.asked = r.asked_touch_id and turn.partner_id = r.partner_id;

-- what was not up to date is derived anew
insert into response_due (thread_id, partner_id)
select distinct thread_id, partner_id from response where last_touch_id is null;
delete from response where last_touch_id is null;

alter table response
    alter column last_touch_id set not null,
    alter column last_at set not null;

create index response_by_last on response (last_touch_id);
create index response_waiting on response (asked_by, last_at) where answered_at is null;
create index response_waiting_with on response (partner_id, asked_by, last_at) where answered_at is null;
create index touch_meeting on touch (occurred_at) where kind = 'MEETING';

-- A person says that a message needs no answer. Of that message only: what is written after it waits anew.
create table reply_dismissal (
    touch_id   bigint      not null,
    partner_id bigint      not null,
    by_id      bigint      not null,
    at         timestamptz not null,
    constraint one_dismissal_per_message_and_partner primary key (touch_id, partner_id),
    constraint a_dismissed_message_is_kept foreign key (touch_id) references touch (id) on delete cascade,
    constraint a_dismissal_is_about_a_partner foreign key (partner_id) references partner (id),
    constraint a_dismissal_is_somebodys foreign key (by_id) references member (id)
);
create index reply_dismissal_by_partner on reply_dismissal (partner_id, at);

-- After how many working days a reply is owed or awaited.
create table reply_rule (
    id           smallint not null default 1,
    working_days integer  not null,
    constraint reply_rule_has_a_key primary key (id),
    constraint one_reply_rule check (id = 1),
    constraint a_reply_may_take_some_days check (working_days between 1 and 20)
);
insert into reply_rule (working_days) values (2);
