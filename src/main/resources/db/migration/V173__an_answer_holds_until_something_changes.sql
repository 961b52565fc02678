-- That the record has changed, told once by each transaction that changed it. The sum of the marks is its version: an answer
-- found under a version holds as long as the version does. Marks are drawn at random, so that what one transaction saw of
-- itself and gave up is never taken for what another one did. R__what_answers_rest_on.sql says of which tables it is told.
create table record_change (
    mark numeric not null,
    constraint a_change_leaves_a_mark check (mark > 0)
);

create function record_changed() returns trigger language plpgsql as $$
begin
    if current_setting('touchline.record_changed', true) is distinct from cast(pg_current_xact_id() as text) then
        insert into record_change (mark) values (floor(random() * 1e15) + 1);
        perform set_config('touchline.record_changed', cast(pg_current_xact_id() as text), true);
    end if;
    return null;
end $$;

-- what was done last with a partner is shown on its page and in lists
create index action_done_by_partner on action (partner_id, completed_at desc, id desc) where completed_at is not null;
-- companies that did not qualify are few, and left out of nearly every list
create index qualification_polite_pass on qualification (partner_id) where not passed and reopened_on is null;
