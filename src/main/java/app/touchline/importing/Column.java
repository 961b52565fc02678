package app.touchline.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A column of the import file; capitals, blanks and hyphens in a heading make no difference. */
enum Column {
    PARTNER("The partner's name.", "name", "company", "partner_name", "company_name", "account"),
    EXTERNAL_ID("Its id in another system, such as a CRM.", "id", "crm_id", "partner_id"),
    TIER("The name of a tier; a new partner needs one.", "partner_tier"),
    OWNER("Email or name of one of our people.", "owner_email", "partner_manager", "owner_name"),
    STATUS(
            "Prospect, Testing, Active, Paused or Inactive; a new partner without one is Active.",
            "programme_status",
            "program_status"),
    PARTNER_SINCE("When the partnership started.", "since", "start", "start_date"),
    TIER_SINCE(
            "First day in the tier. Empty for a new partner: since the partnership's start, or from the beginning where that is empty too."),
    OWNER_SINCE("First day with the owner; empty as above."),
    STATUS_SINCE("First day with the status; empty as above."),
    DOMAINS("One or several email domains, separated by blanks or semicolons.", "domain", "website", "email_domain"),
    CONTACT_NAME("A person at the partner.", "contact"),
    CONTACT_EMAIL(
            "One or several addresses of that person, separated by blanks or semicolons.",
            "email",
            "contact_emails",
            "emails"),
    CONTACT_ROLE("Partner manager, BDR, AE, SE, CS, Executive or Other.", "role"),
    CONTACT_FROM(
            "First day at this partner; empty: from the beginning. For a contact known at another partner it is the day of the move, and needed.",
            "contact_since"),
    KEY_CONTACT("Yes for the one key contact; without one, a partner's first contact is it.", "key"),
    CHAT_HANDLE("The person's handle in chat.", "slack", "slack_handle", "contact_chat"),
    NOTES("Notes about the partner."),
    BLOCKERS("What stands in the way.");

    private final String meaning;
    private final List<String> aliases;

    Column(String meaning, String... aliases) {
        this.meaning = meaning;
        this.aliases = List.of(aliases);
    }

    public String heading() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    public List<String> aliases() {
        return aliases;
    }

    boolean dated() {
        return this == PARTNER_SINCE
                || this == CONTACT_FROM
                || this == TIER_SINCE
                || this == OWNER_SINCE
                || this == STATUS_SINCE;
    }

    static Optional<Column> headed(String heading) {
        var key = heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
        return Arrays.stream(values())
                .filter(column -> Stream.concat(Stream.of(column.heading()), column.aliases.stream())
                        .anyMatch(key::equals))
                .findFirst();
    }
}
