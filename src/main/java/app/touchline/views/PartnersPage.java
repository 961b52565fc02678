package app.touchline.views;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.PartnerFilter;
import app.touchline.cadence.PartnerPage;
import app.touchline.mailbox.Freshness;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.views.PartnersQuestion.Sort;

/**
 * The list of partners, one page of it.
 *
 * @param programme how many partners there are without any filter
 * @param mayEnter whether the person looking may enter a partner
 */
record PartnersPage(
        PartnersQuestion question,
        PartnerPage page,
        Map<Long, NextStep> steps,
        List<Choice> tiers,
        List<Choice> owners,
        Freshness freshness,
        LocalDate day,
        Instant now,
        ZoneId zone,
        long programme,
        boolean mayEnter) {

    record Choice(long id, String name) {}

    public @Nullable NextStep step(PartnerCadence partner) {
        return steps.get(partner.partnerId());
    }

    /** A partner in cadence without a next step is flagged. */
    public boolean needsStep(PartnerCadence partner) {
        return step(partner) == null && partner.cadence() != CadenceStatus.NOT_IN_CADENCE;
    }

    public ProgrammeStatus[] statuses() {
        return ProgrammeStatus.values();
    }

    public CadenceStatus[] cadences() {
        return CadenceStatus.values();
    }

    public int from() {
        return page.total() == 0 ? 0 : page.page() * page.size() + 1;
    }

    public int to() {
        return page.page() * page.size() + page.rows().size();
    }

    /** The address of this list in another order; asking for the same column again turns it round. */
    public String sortedBy(PartnerFilter.Order column) {
        return question.sortedBy(column).path();
    }

    /** For screen readers: "ascending", "descending", or null where the list is not ordered by that column. */
    public @Nullable String direction(PartnerFilter.Order column) {
        Sort sort = question.sort();
        if (sort.order() != column) return null;
        return sort.descending() ? "descending" : "ascending";
    }
}
