-- What each person last chose to see of the daily list.
create table today_filter (
    member_id bigint  not null,
    mine      boolean not null,
    tier_id   bigint,
    constraint one_today_filter_per_person primary key (member_id),
    constraint a_today_filter_is_somebodys foreign key (member_id) references member (id),
    constraint a_today_filter_names_a_tier foreign key (tier_id) references tier (id)
);
