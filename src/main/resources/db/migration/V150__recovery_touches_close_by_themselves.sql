-- A recovery touch is closed by the first counted touch with the partner after it was assigned, completed_at then being
-- when that occurred; or by a person, who says why. Once the touch itself is no longer kept, only that it was remains.
alter table action
    add column closed_itself boolean not null default false,
    add column closing_touch_id bigint,
    add constraint action_closing_touch_exists foreign key (closing_touch_id) references touch (id) on delete set null,
    drop constraint a_completed_action_says_who,
    add constraint a_completed_action_says_who check ((completed_at is null) = (completed_by is null and not closed_itself)),
    add constraint an_action_is_closed_by_a_person_or_a_touch check (completed_by is null or not closed_itself),
    add constraint only_recovery_touches_close_themselves check (type = 'RECOVERY_TOUCH' or not closed_itself),
    add constraint a_closing_touch_closed_its_action check (closing_touch_id is null or closed_itself);
create index action_recovery_by_partner on action (partner_id, created_at) where type = 'RECOVERY_TOUCH';
create index action_by_closing_touch on action (closing_touch_id) where closing_touch_id is not null;
