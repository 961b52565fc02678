-- Each change of direction in a thread with a partner: the first message of one side that the other had not answered
-- yet, and the first answer to it. Derived from the touches and never written by hand; response_due names what must be
-- derived anew, in the transaction that made it so and by whatever path.
create table response (
    partner_id        bigint      not null references partner (id),
    asked_touch_id    bigint      not null references touch (id) on delete cascade,
    thread_id         bigint      not null,
    asked_by          text        not null,
    asked_at          timestamptz not null,
    answered_touch_id bigint references touch (id) on delete cascade,
    answered_at       timestamptz,
    constraint one_response_per_question_and_partner primary key (partner_id, asked_touch_id),
    constraint response_asked_by_is_known check (asked_by in ('US', 'THEM')),
    constraint an_answer_has_a_time check ((answered_touch_id is null) = (answered_at is null)),
    constraint an_answer_comes_after_the_question check (answered_at >= asked_at)
);
create index response_by_thread on response (thread_id, partner_id);
create index response_by_question on response (asked_touch_id);
create index response_by_answer on response (answered_touch_id);
create index response_answered on response (partner_id, answered_at);
create index response_open on response (partner_id, asked_at) where answered_at is null;

create table response_due (
    thread_id  bigint not null,
    partner_id bigint not null
);

create function response_due_by_partners() returns trigger language plpgsql as $$
begin
    insert into response_due (thread_id, partner_id)
    select distinct t.thread_id, c.partner_id
    from changed c join touch t on t.id = c.touch_id
    where t.thread_id is not null;
    return null;
end $$;
create trigger response_due_by_insert after insert on touch_partner
    referencing new table as changed for each statement execute function response_due_by_partners();
create trigger response_due_by_delete after delete on touch_partner
    referencing old table as changed for each statement execute function response_due_by_partners();
create trigger response_due_by_update after update on touch_partner
    referencing new table as changed for each statement execute function response_due_by_partners();

-- two threads turn out to be one, a message turns out to be sent rather than received
create function response_due_by_touches() returns trigger language plpgsql as $$
begin
    insert into response_due (thread_id, partner_id)
    select distinct thread.id, tp.partner_id
    from before b
    join after a on a.id = b.id
        and (a.thread_id, a.direction, a.occurred_at, a.message_key) is distinct from (b.thread_id, b.direction, b.occurred_at, b.message_key)
    cross join lateral (values (b.thread_id), (a.thread_id)) thread (id)
    join touch_partner tp on tp.touch_id = a.id
    where thread.id is not null;
    return null;
end $$;
create trigger response_due_by_update after update on touch
    referencing old table as before new table as after for each statement execute function response_due_by_touches();

-- before: afterwards it cannot be told any more with whom it was
create function response_due_by_removal() returns trigger language plpgsql as $$
begin
    insert into response_due (thread_id, partner_id)
    select old.thread_id, partner_id from touch_partner where touch_id = old.id and old.thread_id is not null;
    return old;
end $$;
create trigger response_due_by_removal before delete on touch
    for each row execute function response_due_by_removal();

insert into response_due (thread_id, partner_id)
select distinct t.thread_id, tp.partner_id
from touch_partner tp join touch t on t.id = tp.touch_id
where t.thread_id is not null;
