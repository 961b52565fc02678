-- The tables from which pages about partners read; a test holds that every other one is left out on purpose.
do $$
declare
    name text;
begin
    if to_regprocedure('record_changed()') is null then return; end if; -- tables of an earlier version
    foreach name in array array[
        'action', 'action_postponement', 'activity_due', 'conflict_appeal', 'conflict_decision', 'contact', 'contact_address',
        'contact_place', 'day_off', 'deal', 'deal_conflict', 'deal_delegate', 'deal_event', 'deal_part', 'deal_share',
        'deal_worth', 'exchange_rate', 'intro', 'lead_count', 'member', 'member_role', 'ninety_day_test', 'opening_value',
        'own_address', 'own_domain', 'partner', 'partner_activity', 'partner_domain', 'partner_last_touch', 'partner_owner',
        'partner_phase', 'partner_snooze', 'partner_status', 'partner_tier', 'partner_type', 'pipeline_stage', 'programme',
        'programme_currency', 'qualification', 'rep_engagement', 'reply_dismissal', 'reply_rule', 'response', 'stalled_action',
        'tier', 'tier_window', 'touch', 'touch_counts_history', 'touch_credit', 'touch_partner', 'touch_party',
        'weekly_decision', 'weekly_read', 'weekly_read_reopening', 'working_stretch'
    ] loop
        execute format('create or replace trigger record_changed after insert or update or delete or truncate on %I'
                       ' for each statement execute function record_changed()', name);
    end loop;
end $$;
