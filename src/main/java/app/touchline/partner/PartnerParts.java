package app.touchline.partner;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a partner's page that this package draws: {@code partner/_contacts :: contacts(parts)},
 * {@code partner/_domains :: domains(parts)} and {@code partner/_history :: history(parts)}.
 *
 * @param mayPlace whether the person looking may change tier, owner, status, name and domains
 * @param mayWork whether the person looking may change contacts and notes
 * @param contacts who is there now, the key contact first
 * @param formerContacts who was there, and archived contacts
 * @param history tier, owner and status, each with its newest entry first
 */
public record PartnerParts(
        long partnerId,
        String partnerName,
        boolean archived,
        boolean mayPlace,
        boolean mayWork,
        List<ContactLine> contacts,
        List<ContactLine> formerContacts,
        List<DomainLine> domains,
        List<HistoryLine> history) {

    /** The key contact, where there is one. */
    public @Nullable ContactLine keyContact() {
        return contacts.stream().filter(ContactLine::key).findFirst().orElse(null);
    }

    /**
     * @param since the first day at the partner; null: from the beginning
     * @param until the first day no longer there; null: still there
     */
    public record ContactLine(
            long id,
            String name,
            ContactRole role,
            String chatHandle,
            List<String> addresses,
            boolean key,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            boolean archived) {

        /** Nothing is known of them any more. */
        public boolean erased() {
            return archived && addresses.isEmpty() && name.equals(Contact.ERASED);
        }
    }

    /** @param alsoAt other partners with the same domain: mail matched by it alone waits in the review queue */
    public record DomainLine(String domain, List<String> alsoAt) {}

    /**
     * @param what "Tier", "Owner" or "Status"
     * @param since the first day; null: from the beginning
     */
    public record HistoryLine(
            String what, String value, @Nullable LocalDate since) {}
}
