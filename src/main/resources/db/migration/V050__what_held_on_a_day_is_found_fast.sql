-- The row in force on a day is the first at or before it, newest first; a row without a day comes last.
create index partner_tier_in_force on partner_tier (partner_id, since desc nulls last) include (tier_id);
create index partner_owner_in_force on partner_owner (partner_id, since desc nulls last) include (owner_id);
create index partner_status_in_force on partner_status (partner_id, since desc nulls last) include (status);

-- Coverage says how much of it rests on touches noted by hand: few, and looked for by when they occurred.
create index touch_noted_by_hand on touch (occurred_at) where noted_by is not null;
