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
            "Prospect, Testing, Active, Paused or Inactive; a new partner without one is Active.",
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
    BLOCKERS("Blockers", Kind.NOTE, "What stands in the way.", "blocker", "blocked_by", "blockers_risks", "risks");

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
                        Arrays.stream(values()).filter(field -> field.heading().equals(key)),
                        Arrays.stream(values()).filter(field -> field.aliases.contains(key)))
                .distinct()
                .toList();
    }
}
