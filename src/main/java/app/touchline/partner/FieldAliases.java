package app.touchline.partner;

import java.util.List;
import java.util.Map;

/** What other people's tables call the fields, as {@link FileField#key} gives it. */
final class FieldAliases {

    private static final Map<TrackerField, List<String>> ALIASES = FileField.aliases(TrackerField.class, """
            PARTNER: name company partner_name company_name account account_name organization organisation
            EXTERNAL_ID: id crm_id partner_id record_id
            TIER: partner_tier tier_level priority
            OWNER: owner_email partner_manager owner_name partner_owner our_owner internal_owner account_manager relationship_owner
            STATUS: programme_status program_status partner_status partnership_status stage
            PARTNER_SINCE: since start start_date partnership_start partnership_start_date date_added
            DOMAINS: domain website email_domain url web
            CONTACT_NAME: contact key_contact key_contact_name primary_contact primary_contact_name main_contact name
            CONTACT_EMAIL: email e_mail contact_emails emails email_address key_contact_email primary_contact_email
            CONTACT_ROLE: role title job_title key_contact_role key_contact_title contact_title
            CONTACT_FROM: contact_since
            KEY_CONTACT: key is_key_contact
            CHAT_HANDLE: slack slack_handle contact_chat key_contact_slack contact_slack slack_id slack_contact
            NOTES: note comments comment additional_notes general_notes
            BLOCKERS: blocker blocked_by blockers_risks risks
            TYPE: partner_type category company_type
            ARCHETYPE: partner_archetype
            REGION: geo geography territory country
            VERTICAL: industry sector verticals industry_vertical
            HYPERSCALER: cloud cloud_association hyperscaler_alignment
            SLACK_CHANNEL: slack shared_slack_channel channel
            CRM_LINK: crm crm_url hubspot_link salesforce_link link
            ORIGIN_STORY: origin how_we_met source
            AGREEMENT_TERMS: terms agreement contract_terms commission rev_share
            PROPOSALS_SENT: proposals of_proposals_sent
            PHASE: current_phase stage
            PHASE_1: phase_1_date phase_1_start
            PHASE_2: phase_2_date phase_2_start
            PHASE_3: phase_3_date phase_3_start
            PHASE_4: phase_4_date phase_4_start
            ICP_MATCH: icp icp_fit icp_overlap
            ACCOUNTS_NAMED: named_accounts accounts target_accounts 3_accounts_named can_name_3_accounts names_3_accounts
            INTRO_MECHANISM: intro_path introduction_mechanism how_intros_happen
            ECONOMICS: economics_ok economics_work acceptable_economics
            TEST_GOAL: 90_day_goal 90_day_test goal ninety_day_goal
            TEST_START: 90_day_start 90_day_start_date test_start_date start_date
            TEST_VERDICT: 90_day_test_verdict 90_day_status 90_day_test_status 90_day_result verdict test_status test_result status
            LAST_ACTION_DATE: last_action_on date_of_last_action
            LAST_ACTION: last_action_note last_action_notes last_action_taken
            NEXT_ACTION_DATE: next_action_due next_step_date follow_up_date due_date next_touch_date
            NEXT_ACTION_TYPE: action_type next_step_type type
            NEXT_ACTION_WHO: action_owner next_step_owner responsible owner
            NEXT_ACTION: next_action_note next_step next_steps next_action_notes
            REPS_TOTAL: total_reps of_reps number_of_reps rep_count
            REPS_ENGAGED: engaged_reps of_reps_engaged
            REPS_BRINGING_DEALS: reps_with_deals of_reps_bringing_deals active_reps
            REPS_WHO_DELIVER: reps_delivering delivering_reps
            INTROS_MADE: intros introductions introductions_made of_intros
            QUALIFIED_CONVERSATIONS: qualified_convos qualified_meetings qual_conversations
            LEADS: leads_generated leads_sourced total_leads of_leads
            DEALS_BROUGHT_IN: deals deals_sourced of_deals
            CLOSED_WON: closed_won_deals closed_won_revenue won closed_won_value
            PIPELINE_VALUE: pipeline open_pipeline pipeline_amount
            FIRST_TOUCH: first_touch_date first_contact first_contact_date
            LAST_ENGAGEMENT: last_engagement_date last_contact last_contact_date last_contacted
            MESSAGES_SENT: messages emails_sent of_messages_sent outreach_count
            CALLS_BOOKED: calls meetings_booked meetings of_calls_booked
            LAST_TOUCH: last_touch_date
            DAYS_SINCE_TOUCH: days_since_last_contact days_since_contact days_silent days_since_last_engagement
            DUE: cadence_due next_touch_due
            CADENCE: cadence_status
            TEST_END: 90_day_end 90_day_end_date test_end_date
            POLITE_PASS: polite_pass_reason pass_reason reason_for_pass reason_passed why_passed
            POLITE_PASS_ON: polite_pass_date pass_date date_passed passed_on
            """);

    private FieldAliases() {}

    static List<String> of(TrackerField field) {
        return ALIASES.getOrDefault(field, List.of());
    }
}
