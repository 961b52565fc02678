package app.touchline.partner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A field of the tracker: what it is called in files, in addresses and on pages. Lists, filters, exports and imports all name
 * their columns by these.
 */
public enum TrackerField {
    PARTNER(
            "Partner",
            Kind.TEXT,
            "The partner's name.",
            "name",
            "company",
            "partner_name",
            "company_name",
            "account",
            "account_name",
            "organization",
            "organisation"),
    EXTERNAL_ID(
            "External id",
            Kind.TEXT,
            "Its id in another system, such as a CRM.",
            "id",
            "crm_id",
            "partner_id",
            "record_id"),
    TIER("Tier", Kind.CHOICE, "The name of a tier; a new partner needs one.", "partner_tier", "tier_level", "priority"),
    OWNER(
            "Owner",
            Kind.CHOICE,
            "Email or name of one of our people.",
            "owner_email",
            "partner_manager",
            "owner_name",
            "partner_owner",
            "our_owner",
            "internal_owner",
            "account_manager",
            "relationship_owner"),
    STATUS(
            "Status",
            Kind.CHOICE,
            "Prospect, Testing, Active, Paused or Inactive; a new partner without one is Active. Polite pass for a company that was not taken in.",
            "programme_status",
            "program_status",
            "partner_status",
            "partnership_status"),
    PARTNER_SINCE(
            "Partner since",
            Kind.DATE,
            "When the partnership started.",
            "since",
            "start",
            "start_date",
            "partnership_start",
            "partnership_start_date",
            "date_added"),
    TIER_SINCE(
            "Tier since",
            Kind.DATE,
            "First day in the tier. Empty for a new partner: since the partnership's start, or from the beginning where that is empty too."),
    OWNER_SINCE("Owner since", Kind.DATE, "First day with the owner; empty as above."),
    STATUS_SINCE("Status since", Kind.DATE, "First day with the status; empty as above."),
    DOMAINS(
            "Domains",
            Kind.LIST,
            "One or several email domains, separated by blanks or semicolons.",
            "domain",
            "website",
            "email_domain",
            "url",
            "web"),
    CONTACT_NAME(
            "Contact name",
            Kind.TEXT,
            "A person at the partner.",
            "contact",
            "key_contact",
            "key_contact_name",
            "primary_contact",
            "primary_contact_name",
            "main_contact",
            "name"),
    CONTACT_EMAIL(
            "Contact email",
            Kind.LIST,
            "One or several addresses of that person, separated by blanks or semicolons.",
            "email",
            "e_mail",
            "contact_emails",
            "emails",
            "email_address",
            "key_contact_email",
            "primary_contact_email"),
    CONTACT_ROLE(
            "Contact role",
            Kind.CHOICE,
            "Partner manager, BDR, AE, SE, CS, Executive or Other.",
            "role",
            "title",
            "job_title",
            "key_contact_role",
            "key_contact_title",
            "contact_title"),
    CONTACT_FROM(
            "Contact from",
            Kind.DATE,
            "First day at this partner; empty: from the beginning. For a contact known at another partner it is the day of the move, and needed.",
            "contact_since"),
    KEY_CONTACT(
            "Key contact",
            Kind.YES_NO,
            "Yes for the one key contact; without one, a partner's first contact is it.",
            "key",
            "is_key_contact"),
    CHAT_HANDLE(
            "Chat handle",
            Kind.TEXT,
            "The person's handle in chat.",
            "slack",
            "slack_handle",
            "contact_chat",
            "key_contact_slack",
            "contact_slack",
            "slack_id",
            "slack_contact"),
    NOTES(
            "Notes",
            Kind.NOTE,
            "Notes about the partner.",
            "note",
            "comments",
            "comment",
            "additional_notes",
            "general_notes"),
    BLOCKERS("Blockers", Kind.NOTE, "What stands in the way.", "blocker", "blocked_by", "blockers_risks", "risks"),
    TYPE(
            "Type",
            Kind.CHOICE,
            "What kind of company it is, from the list that admins keep.",
            "partner_type",
            "category",
            "company_type"),
    ARCHETYPE(
            "Archetype",
            Kind.CHOICE,
            "Demand creator, Deal accelerator, Capability completer or Channel multiplier.",
            "partner_archetype"),
    REGION("Region", Kind.TEXT, "Where it sells.", "geo", "geography", "territory", "country"),
    VERTICAL("Vertical", Kind.TEXT, "Its industry.", "industry", "sector", "verticals", "industry_vertical"),
    HYPERSCALER(
            "Hyperscaler association",
            Kind.TEXT,
            "Which cloud it belongs with.",
            "hyperscaler",
            "cloud",
            "cloud_association",
            "hyperscaler_alignment"),
    SLACK_CHANNEL(
            "Slack channel", Kind.TEXT, "The channel shared with it.", "slack", "shared_slack_channel", "channel"),
    CRM_LINK(
            "CRM link",
            Kind.TEXT,
            "The address of its record in the CRM.",
            "crm",
            "crm_url",
            "hubspot_link",
            "salesforce_link",
            "link"),
    ORIGIN_STORY("Origin story", Kind.NOTE, "How the two of us met.", "origin", "how_we_met", "source"),
    AGREEMENT_TERMS(
            "Agreement terms",
            Kind.NOTE,
            "What was agreed.",
            "terms",
            "agreement",
            "contract_terms",
            "commission",
            "rev_share"),
    PROPOSALS_SENT("Proposals sent", Kind.NUMBER, "How many proposals were sent.", "proposals", "of_proposals_sent"),
    PHASE("Phase", Kind.CHOICE, "1, 2, 3 or 4.", "current_phase", "stage"),
    PHASE_1("Phase 1 began", Kind.DATE, "The day on which phase 1 began.", "phase_1_date", "phase_1_start"),
    PHASE_2("Phase 2 began", Kind.DATE, "The day on which phase 2 began.", "phase_2_date", "phase_2_start"),
    PHASE_3("Phase 3 began", Kind.DATE, "The day on which phase 3 began.", "phase_3_date", "phase_3_start"),
    PHASE_4("Phase 4 began", Kind.DATE, "The day on which phase 4 began.", "phase_4_date", "phase_4_start"),
    ICP_MATCH("ICP match", Kind.YES_NO, "Whether its customers are those we want.", "icp", "icp_fit", "icp_overlap"),
    ACCOUNTS_NAMED(
            "Accounts named",
            Kind.NOTE,
            "At least three accounts in which to begin together, by name; a number or yes where only that is known.",
            "named_accounts",
            "accounts",
            "target_accounts",
            "3_accounts_named",
            "can_name_3_accounts",
            "names_3_accounts"),
    INTRO_MECHANISM(
            "Intro mechanism",
            Kind.NOTE,
            "How introductions come about.",
            "intro_path",
            "introduction_mechanism",
            "how_intros_happen"),
    ECONOMICS(
            "Economics acceptable",
            Kind.YES_NO,
            "Whether the terms are acceptable to both.",
            "economics",
            "economics_ok",
            "economics_work",
            "acceptable_economics"),
    TEST_GOAL(
            "90-day test goal",
            Kind.TEXT,
            "What the running or last ninety-day test was to reach.",
            "90_day_goal",
            "90_day_test",
            "test_goal",
            "goal",
            "ninety_day_goal"),
    TEST_START(
            "90-day test start",
            Kind.DATE,
            "Its first day.",
            "90_day_start",
            "90_day_start_date",
            "test_start",
            "test_start_date",
            "start_date"),
    TEST_VERDICT(
            "90-day verdict",
            Kind.CHOICE,
            "On track, At risk, Delivered or Failed.",
            "90_day_test_verdict",
            "90_day_status",
            "90_day_test_status",
            "90_day_result",
            "test_verdict",
            "verdict",
            "test_status",
            "test_result",
            "status"),
    LAST_ACTION_DATE(
            "Last action date", Kind.DATE, "The day of what was done last.", "last_action_on", "date_of_last_action"),
    LAST_ACTION(
            "Last action",
            Kind.NOTE,
            "What was done last.",
            "last_action_note",
            "last_action_notes",
            "last_action_taken"),
    NEXT_ACTION_DATE(
            "Next action date",
            Kind.DATE,
            "By when the next action is due; it may be still to come.",
            "next_action_due",
            "next_step_date",
            "follow_up_date",
            "due_date",
            "next_touch_date"),
    NEXT_ACTION_TYPE(
            "Next action type",
            Kind.CHOICE,
            "Follow-up, Account research, Intro request, Deal support, Co-marketing, Recovery touch, Re-engage or Approval.",
            "action_type",
            "next_step_type",
            "type"),
    NEXT_ACTION_WHO(
            "Next action owner",
            Kind.CHOICE,
            "Who of our people does it; without one the partner's owner, else who imports.",
            "next_action_who",
            "action_owner",
            "next_step_owner",
            "responsible",
            "owner"),
    NEXT_ACTION(
            "Next action",
            Kind.NOTE,
            "What is to be done.",
            "next_action_note",
            "next_step",
            "next_steps",
            "next_action_notes"),
    REPS_TOTAL(
            "Reps",
            Kind.NUMBER,
            "People there; an imported number is kept as an opening value.",
            "total_reps",
            "reps_total",
            "of_reps",
            "number_of_reps",
            "rep_count"),
    REPS_ENGAGED(
            "Reps engaged", Kind.NUMBER, "People there in touch with us; as above.", "engaged_reps", "of_reps_engaged"),
    REPS_BRINGING_DEALS(
            "Reps bringing deals",
            Kind.NUMBER,
            "People there who make intros; as above.",
            "reps_with_deals",
            "of_reps_bringing_deals",
            "active_reps"),
    REPS_WHO_DELIVER(
            "Reps who deliver",
            Kind.NUMBER,
            "People there whose intros became conversations; as above.",
            "reps_delivering",
            "delivering_reps"),
    INTROS_MADE(
            "Intros made",
            Kind.NUMBER,
            "Intros up to the day of the import; later ones are added.",
            "intros",
            "introductions",
            "introductions_made",
            "of_intros"),
    QUALIFIED_CONVERSATIONS(
            "Qualified conversations",
            Kind.NUMBER,
            "Up to the day of the import.",
            "qualified_convos",
            "qualified_meetings",
            "qual_conversations"),
    LEADS(
            "Leads",
            Kind.NUMBER,
            "Up to the day of the import.",
            "leads_generated",
            "leads_sourced",
            "total_leads",
            "of_leads"),
    DEALS_BROUGHT_IN(
            "Deals brought in", Kind.NUMBER, "Up to the day of the import.", "deals", "deals_sourced", "of_deals"),
    CLOSED_WON(
            "Closed won",
            Kind.MONEY,
            "Up to the day of the import.",
            "closed_won_deals",
            "closed_won_revenue",
            "won",
            "closed_won_value"),
    PIPELINE_VALUE(
            "Pipeline value", Kind.MONEY, "On the day of the import.", "pipeline", "open_pipeline", "pipeline_amount"),
    FIRST_TOUCH(
            "First touch",
            Kind.DATE,
            "The day of the first touch, where it was before what is captured.",
            "first_touch_date",
            "first_contact",
            "first_contact_date"),
    LAST_ENGAGEMENT(
            "Last engagement",
            Kind.DATE,
            "The day on which they were last heard of.",
            "last_engagement_date",
            "last_contact",
            "last_contact_date",
            "last_contacted"),
    MESSAGES_SENT(
            "Messages sent",
            Kind.NUMBER,
            "Up to the day of the import.",
            "messages",
            "emails_sent",
            "of_messages_sent",
            "outreach_count"),
    CALLS_BOOKED(
            "Calls booked",
            Kind.NUMBER,
            "Up to the day of the import.",
            "calls",
            "meetings_booked",
            "meetings",
            "of_calls_booked"),
    LAST_TOUCH("Last touch", Kind.DATE, "The newest counted touch.", "last_touch_date"),
    DAYS_SINCE_TOUCH(
            "Days since last touch",
            Kind.NUMBER,
            "Worked out from the last touch.",
            "days_since_touch",
            "days_since_last_contact",
            "days_since_contact",
            "days_silent",
            "days_since_last_engagement"),
    DUE("Due", Kind.DATE, "The last day inside the tier's window.", "cadence_due", "next_touch_due"),
    CADENCE("Cadence", Kind.CHOICE, "How it stands against its window.", "cadence_status"),
    TEST_END(
            "90-day test end",
            Kind.DATE,
            "Its ninetieth day.",
            "90_day_end",
            "90_day_end_date",
            "test_end",
            "test_end_date"),
    POLITE_PASS(
            "Polite pass",
            Kind.TEXT,
            "Why it did not qualify; a row with it is a company that was passed on and rests in the archive.",
            "polite_pass_reason",
            "pass_reason",
            "reason_for_pass",
            "reason_passed",
            "why_passed"),
    POLITE_PASS_ON(
            "Polite pass on",
            Kind.DATE,
            "The day on which it was passed on; empty: the day of the import.",
            "polite_pass_date",
            "pass_date",
            "date_passed",
            "passed_on");

    /** How a field is written and read. */
    public enum Kind {
        TEXT,
        /** A longer text; several may be put together. */
        NOTE,
        /** One of a kept list. */
        CHOICE,
        YES_NO,
        DATE,
        NUMBER,
        MONEY,
        /** Several, separated by blanks. */
        LIST
    }

    private final String words;
    private final Kind kind;
    private final String meaning;
    private final List<String> aliases;

    TrackerField(String words, Kind kind, String meaning, String... aliases) {
        this.words = words;
        this.kind = kind;
        this.meaning = meaning;
        this.aliases = List.of(aliases);
    }

    /** In files and addresses. */
    public String heading() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }

    public Kind kind() {
        return kind;
    }

    public String meaning() {
        return meaning;
    }

    /** What it is also called, as {@link #key} gives it. */
    public List<String> aliases() {
        return aliases;
    }

    /** Whether it is the partner's own; the others are of the contact that a row names. */
    public boolean isOfPartner() {
        return switch (this) {
            case CONTACT_NAME, CONTACT_EMAIL, CONTACT_ROLE, CONTACT_FROM, KEY_CONTACT, CHAT_HANDLE -> false;
            default -> true;
        };
    }

    /** Worked out here from other fields: shown and written to files, and passed over by an import. */
    public boolean isDerived() {
        return switch (this) {
            case LAST_TOUCH, DAYS_SINCE_TOUCH, DUE, CADENCE, TEST_END -> true;
            default -> false;
        };
    }

    /** Of its heading and what a person calls it. */
    private boolean isNamed(String key) {
        return heading().equals(key) || key(words).equals(key);
    }

    /** Whether several columns of a file may hold it together. */
    public boolean joins() {
        return kind == Kind.LIST || kind == Kind.NOTE;
    }

    /** Capitals, blanks, hyphens and pictures in a heading make no difference, nor does what stands in brackets. */
    public static String key(String heading) {
        var bare = heading.replaceAll("[(\\[{][^)\\]}]*[)\\]}]", " ");
        return (bare.isBlank() ? heading : bare)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** Those that a heading with this {@link #key} may mean: the field so named, then those also called so. */
    public static List<TrackerField> called(String key) {
        return Stream.concat(
                        Arrays.stream(values()).filter(field -> field.isNamed(key)),
                        Arrays.stream(values()).filter(field -> field.aliases.contains(key)))
                .distinct()
                .toList();
    }
}
