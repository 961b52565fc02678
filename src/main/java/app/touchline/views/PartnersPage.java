package app.touchline.views;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStep;
import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.PartnerFilter;
import app.touchline.cadence.PartnerPage;
import app.touchline.mailbox.Freshness;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.TrackerField;
import app.touchline.views.PartnersQuestion.Sort;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;

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

    /** The same partners as a view, where every field can be asked for; a word is looked for in their names. */
    public String asView() {
        var conditions = new ArrayList<Condition>();
        if (!question.q().isEmpty())
            conditions.add(new Condition(TrackerField.PARTNER, Operator.CONTAINS, question.q()));
        named(tiers, question.tier()).ifPresent(name -> conditions.add(is(TrackerField.TIER, name)));
        named(owners, question.owner()).ifPresent(name -> conditions.add(is(TrackerField.OWNER, name)));
        var status = question.status();
        if (status != null) conditions.add(is(TrackerField.STATUS, status.words()));
        var cadence = question.cadence();
        if (cadence != null) conditions.add(is(TrackerField.CADENCE, cadence.words()));
        var view = new View(conditions, false, NamedView.DEFAULT_COLUMNS, TrackerField.PARTNER, false, null);
        return "/views?" + view.query();
    }

    private static Condition is(TrackerField field, String value) {
        return new Condition(field, Operator.IS, value);
    }

    private static Optional<String> named(List<Choice> choices, @Nullable Long id) {
        return choices.stream()
                .filter(choice -> id != null && choice.id() == id)
                .map(Choice::name)
                .findFirst();
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
