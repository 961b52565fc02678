package app.touchline.views;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.PartnerCadence;
import app.touchline.mailbox.Freshness;
import app.touchline.mailbox.Reattribution;
import app.touchline.partner.PartnerParts;
import app.touchline.partner.PartnerParts.ContactLine;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.response.PartnerResponses;
import app.touchline.tidying.SuggestedContact;
import app.touchline.touch.TimelineTouch;
import app.touchline.touch.TouchReader;

/**
 * All that is known of one partner.
 *
 * @param cadence null for an archived partner
 * @param steps its open actions, the next step first
 * @param done what was completed last, the newest first
 * @param reattributions what the latest changes of its contacts and domains did to its touches
 * @param suggested people there who are no contacts yet
 * @param zone of the person looking, in which times are said
 */
record PartnerSheet(
        Facts facts,
        @Nullable PartnerCadence cadence,
        List<NextStep> steps,
        List<Completed> done,
        Weeks weeks,
        PartnerResponses responses,
        Timeline timeline,
        PartnerParts parts,
        PartnerRecord record,
        List<Reattribution> reattributions,
        List<SuggestedContact> suggested,
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

    /**
     * A page of the partner's touches, the newest first.
     *
     * @param page from 1
     */
    record Timeline(List<TimelineTouch> touches, int page, long count) {

        public boolean hasOlder() {
            return (long) page * TouchReader.PAGE < count;
        }
    }

    record Completed(String words, @Nullable String outcome, Instant at, String by) {}

    public @Nullable NextStep next() {
        return steps.isEmpty() ? null : steps.getFirst();
    }

    public @Nullable ContactLine keyContact() {
        var key = parts.keyContact();
        return key == null || key.addresses().isEmpty() ? null : key;
    }

    public boolean mayAct() {
        return parts.mayWork() && !facts.archived();
    }

    public String here() {
        return "/partners/" + facts.id();
    }
}
