-- However many nodes start at once, and however often: only the newest set-up link opens. Each start makes one.
delete from member_link where purpose = 'SET_UP';
create unique index one_set_up_link on member_link (purpose) where purpose = 'SET_UP';
