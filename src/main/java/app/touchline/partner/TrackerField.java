package app.touchline.partner;

import java.util.List;

/**
 * A field of the tracker: what it is called in files, in addresses and on pages. Lists, filters, exports and imports all name
 * their columns by these.
 */
public enum TrackerField implements FileField {
    PARTNER("Partner", Kind.TEXT, "The partner's name."),
    EXTERNAL_ID("External id", Kind.TEXT, "Its id in another system, such as a CRM."),
    TIER("Tier", Kind.CHOICE, "The name of a tier; a new partner needs one."),
    OWNER("Owner", Kind.CHOICE, "Email or name of one of our people."),
    STATUS(
            "Status",
            Kind.CHOICE,
            "Prospect, Testing, Active, Paused or Inactive; a new partner without one is Active. Polite pass for a company that was not taken in."),
    PARTNER_SINCE("Partner since", Kind.DATE, "When the partnership started."),
    TIER_SINCE(
            "Tier since",
            Kind.DATE,
            "First day in the tier. Empty for a new partner: since the partnership's start, or from the beginning where that is empty too."),
    OWNER_SINCE("Owner since", Kind.DATE, "First day with the owner; empty as above."),
    STATUS_SINCE("Status since", Kind.DATE, "First day with the status; empty as above."),
    DOMAINS("Domains", Kind.LIST, "One or several email domains, separated by blanks or semicolons."),
    CONTACT_NAME("Contact name", Kind.TEXT, "A person at the partner."),
    CONTACT_EMAIL(
            "Contact email", Kind.LIST, "One or several addresses of that person, separated by blanks or semicolons."),
    CONTACT_ROLE("Contact role", Kind.CHOICE, "Partner manager, BDR, AE, SE, CS, Executive or Other."),
    CONTACT_FROM(
            "Contact from",
            Kind.DATE,
            "First day at this partner; empty: from the beginning. For a contact known at another partner it is the day of the move, and needed."),
    KEY_CONTACT(
            "Key contact", Kind.YES_NO, "Yes for the one key contact; without one, a partner's first contact is it."),
    CHAT_HANDLE("Chat handle", Kind.TEXT, "The person's handle in chat."),
    NOTES("Notes", Kind.NOTE, "Notes about the partner."),
    BLOCKERS("Blockers", Kind.NOTE, "What stands in the way."),
    TYPE("Type", Kind.CHOICE, "What kind of company it is, from the list that admins keep."),
    ARCHETYPE(
            "Archetype", Kind.CHOICE, "Demand creator, Deal accelerator, Capability completer or Channel multiplier."),
    REGION("Region", Kind.TEXT, "Where it sells."),
    VERTICAL("Vertical", Kind.TEXT, "Its industry."),
    HYPERSCALER("Hyperscaler association", Kind.TEXT, "Which cloud it belongs with."),
    SLACK_CHANNEL("Slack channel", Kind.TEXT, "The channel shared with it."),
    CRM_LINK("CRM link", Kind.TEXT, "The address of its record in the CRM."),
    ORIGIN_STORY("Origin story", Kind.NOTE, "How the two of us met."),
    AGREEMENT_TERMS("Agreement terms", Kind.NOTE, "What was agreed."),
    PROPOSALS_SENT("Proposals sent", Kind.NUMBER, "How many proposals were sent."),
    PHASE("Phase", Kind.CHOICE, "1, 2, 3 or 4."),
    PHASE_1(1),
    PHASE_2(2),
    PHASE_3(3),
    PHASE_4(4),
    ICP_MATCH("ICP match", Kind.YES_NO, "Whether its customers are those we want."),
    ACCOUNTS_NAMED(
            "Accounts named",
            Kind.NOTE,
            "At least three accounts in which to begin together, by name; a number or yes where only that is known."),
    INTRO_MECHANISM("Intro mechanism", Kind.NOTE, "How introductions come about."),
    ECONOMICS("Economics acceptable", Kind.YES_NO, "Whether the terms are acceptable to both."),
    TEST_GOAL("90-day test goal", Kind.TEXT, "What the running or last ninety-day test was to reach."),
    TEST_START("90-day test start", Kind.DATE, "Its first day."),
    TEST_VERDICT("90-day verdict", Kind.CHOICE, "On track, At risk, Delivered or Failed."),
    LAST_ACTION_DATE("Last action date", Kind.DATE, "The day of what was done last."),
    LAST_ACTION("Last action", Kind.NOTE, "What was done last."),
    NEXT_ACTION_DATE("Next action date", Kind.DATE, "By when the next action is due; it may be still to come."),
    NEXT_ACTION_TYPE(
            "Next action type",
            Kind.CHOICE,
            "Follow-up, Account research, Intro request, Deal support, Co-marketing, Recovery touch, Re-engage or Approval."),
    NEXT_ACTION_WHO(
            "Next action owner",
            Kind.CHOICE,
            "Who of our people does it; without one the partner's owner, else who imports."),
    NEXT_ACTION("Next action", Kind.NOTE, "What is to be done."),
    REPS_TOTAL("Reps", "People there"),
    REPS_ENGAGED("Reps engaged", "People there in touch with us"),
    REPS_BRINGING_DEALS("Reps bringing deals", "People there who make intros"),
    REPS_WHO_DELIVER("Reps who deliver", "People there whose intros became conversations"),
    INTROS_MADE("Intros made", Kind.NUMBER),
    QUALIFIED_CONVERSATIONS("Qualified conversations", Kind.NUMBER),
    LEADS("Leads", Kind.NUMBER),
    DEALS_BROUGHT_IN("Deals brought in", Kind.NUMBER),
    CLOSED_WON("Closed won", Kind.MONEY),
    PIPELINE_VALUE("Pipeline value", Kind.MONEY, "On the day of the import."),
    FIRST_TOUCH("First touch", Kind.DATE, "The day of the first touch, where it was before what is captured."),
    LAST_ENGAGEMENT("Last engagement", Kind.DATE, "The day on which they were last heard of."),
    MESSAGES_SENT("Messages sent", Kind.NUMBER),
    CALLS_BOOKED("Calls booked", Kind.NUMBER),
    LAST_TOUCH("Last touch", Kind.DATE, "The newest counted touch."),
    DAYS_SINCE_TOUCH("Days since last touch", Kind.NUMBER, "Worked out from the last touch."),
    DUE("Due", Kind.DATE, "The last day inside the tier's window."),
    CADENCE("Cadence", Kind.CHOICE, "How it stands against its window."),
    TEST_END("90-day test end", Kind.DATE, "Its ninetieth day."),
    POLITE_PASS(
            "Polite pass",
            Kind.TEXT,
            "Why it did not qualify; a row with it is a company that was passed on and rests in the archive."),
    POLITE_PASS_ON("Polite pass on", Kind.DATE, "The day on which it was passed on; empty: the day of the import.");

    private final Told told;

    TrackerField(String words, Kind kind, String meaning) {
        this.told = new Told(words, kind, meaning);
    }

    /** Counted here, too: what is imported is how it stood on that day. */
    TrackerField(String words, Kind kind) {
        this(words, kind, "Up to the day of the import; what happens later is added.");
    }

    TrackerField(String words, String people) {
        this(words, Kind.NUMBER, people + "; an imported number is kept as an opening value.");
    }

    TrackerField(int phase) {
        this("Phase %d began".formatted(phase), Kind.DATE, "The day on which phase %d began.".formatted(phase));
    }

    @Override
    public Told told() {
        return told;
    }

    @Override
    public List<String> aliases() {
        return FieldAliases.of(this);
    }

    /** Whether it is the partner's own; the others are of the contact that a row names. */
    public boolean isOfPartner() {
        return switch (this) {
            case CONTACT_NAME, CONTACT_EMAIL, CONTACT_ROLE, CONTACT_FROM, KEY_CONTACT, CHAT_HANDLE -> false;
            default -> true;
        };
    }

    @Override
    public boolean isDerived() {
        return switch (this) {
            case LAST_TOUCH, DAYS_SINCE_TOUCH, DUE, CADENCE, TEST_END -> true;
            default -> false;
        };
    }

    /** @param key as {@link FileField#key} gives it */
    public static List<TrackerField> called(String key) {
        return FileField.called(values(), key);
    }
}
