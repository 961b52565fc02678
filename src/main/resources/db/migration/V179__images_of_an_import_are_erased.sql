-- Of a record that named an erased person nothing is kept, only that there was one: it cannot be put back any more.
alter table import_image add column erased boolean not null default false;
