-- A copy of a message without a Message-ID that was there no more when another copy came to its place: which one that was.
alter table touch_sighting add column gone_when text;
