-- The touches that a change may concern are written down when it is gathered: those that come in later are matched with the
-- partners as they are by then, and are none of its business.
create table reattribution_touch (
    reattribution_id bigint not null references reattribution (id) on delete cascade,
    touch_id         bigint not null,
    constraint one_row_per_reattribution_and_touch primary key (reattribution_id, touch_id)
);
alter table reattribution add column concerned bigint not null default 0, drop column after_touch;

-- Those under way are gathered again.
update directory_change c set reattribution_id = null
from reattribution r where r.id = c.reattribution_id and r.matched_at is null;
delete from reattribution where matched_at is null;
