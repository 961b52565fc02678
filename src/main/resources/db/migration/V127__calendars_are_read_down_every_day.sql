-- When all of a calendar was last read, from its floor on: what was cancelled or answered later than the hourly look goes back
-- is seen by that.
alter table mailbox_calendar add column down_at timestamptz;
