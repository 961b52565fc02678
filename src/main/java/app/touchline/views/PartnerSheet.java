package app.touchline.views;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.PartnerCadence;
import app.touchline.mailbox.Freshness;
import app.touchline.partner.PartnerParts;
import app.touchline.partner.PartnerParts.ContactLine;
import app.touchline.partner.ProgrammeStatus;

/**
 * All that is known of one partner.
 *
 * @param cadence null for an archived partner
 * @param steps its open actions, the next step first
 * @param done what was completed last, the newest first
 * @param zone of the person looking, in which times are said
 */
record PartnerSheet(
        Facts facts,
        @Nullable PartnerCadence cadence,
        List<NextStep> steps,
        List<Completed> done,
        Weeks weeks,
        PartnerParts parts,
        Freshness freshness,
        Instant now,
        ZoneId zone) {

    record Facts(
            long id,
            String name,
            String tier,
            @Nullable String owner,
            ProgrammeStatus status,
            @Nullable LocalDate partnerSince,
            String notes,
            String blockers,
            boolean archived) {}

    record Completed(String words, @Nullable String outcome, Instant at, String by) {}

    public @Nullable NextStep next() {
        return steps.isEmpty() ? null : steps.getFirst();
    }

    public @Nullable ContactLine keyContact() {
        return parts.contacts().stream()
                .filter(contact -> contact.key() && !contact.addresses().isEmpty())
                .findFirst()
                .orElse(null);
    }

    public boolean mayAct() {
        return parts.mayWork() && !facts.archived();
    }

    public String here() {
        return "/partners/" + facts.id();
    }
}
