-- What a server is asked for at once; which kinds of server are asked for so much, the code decides.
alter table mailbox_folder
    drop constraint a_page_has_one_to_500_messages,
    add constraint a_page_has_one_to_2000_messages check (page_size between 1 and 2000),
    drop constraint a_page_limit_is_a_page_size,
    add constraint a_page_limit_is_a_page_size check (page_limit between 1 and 2000);
