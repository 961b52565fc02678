-- Per folder and server day, how many messages the server took in that day though they bear another date: after a move
-- from another server, nearly all of them on one day. Counted where a folder is read for the first time, from nothing
-- whenever its reading begins anew.
create table mailbox_moved_day (
    folder_id bigint not null references mailbox_folder (id),
    day       date   not null,
    n         bigint not null,
    constraint one_count_per_folder_and_server_day primary key (folder_id, day)
);
