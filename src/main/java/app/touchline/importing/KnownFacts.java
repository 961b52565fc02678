package app.touchline.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.action.Action;
import app.touchline.action.ActionType;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.Measure;
import app.touchline.figures.PartnerFigures;
import app.touchline.joining.Qualification;
import app.touchline.ninetyday.NinetyDayTest;
import app.touchline.partner.FileField;
import app.touchline.partner.Partner;
import app.touchline.partner.TrackerField;

/** What is known already of what rows say in records of its own; only of fields that the file has. */
final class KnownFacts {

    private final Map<Long, PartnerFigures> figures;
    private final Map<Long, NinetyDayTest> tests;
    private final Map<Long, Qualification> qualifications;
    private final Map<Long, List<Action>> actions;
    private final ZoneId zone;

    private KnownFacts(
            Map<Long, PartnerFigures> figures,
            Map<Long, NinetyDayTest> tests,
            Map<Long, Qualification> qualifications,
            Map<Long, List<Action>> actions,
            ZoneId zone) {
        this.figures = figures;
        this.tests = tests;
        this.qualifications = qualifications;
        this.actions = actions;
        this.zone = zone;
    }

    @Component
    static class Reader {

        private final EntityManager entities;
        private final FiguresReader figures;

        Reader(EntityManager entities, FiguresReader figures) {
            this.entities = entities;
            this.figures = figures;
        }

        KnownFacts of(Collection<FileField> fields, Collection<Partner> partners, LocalDate today, ZoneId zone) {
            var ids = partners.stream().map(Partner::id).toList();
            return new KnownFacts(
                    fields.stream().anyMatch(FactRows.MEASURES::containsKey) ? figures.of(ids, today) : Map.of(),
                    has(fields, TrackerField.TEST_GOAL, TrackerField.TEST_START, TrackerField.TEST_VERDICT)
                            ? latest(
                                    all(NinetyDayTest.class),
                                    NinetyDayTest::partnerId,
                                    Comparator.comparing(NinetyDayTest::running)
                                            .thenComparing(NinetyDayTest::startsOn)
                                            .thenComparing(NinetyDayTest::id))
                            : Map.of(),
                    has(
                                    fields,
                                    TrackerField.ICP_MATCH,
                                    TrackerField.ECONOMICS,
                                    TrackerField.STATUS,
                                    TrackerField.POLITE_PASS,
                                    TrackerField.POLITE_PASS_ON)
                            ? latest(
                                    all(Qualification.class),
                                    Qualification::partnerId,
                                    Comparator.comparing(Qualification::decidedAt)
                                            .thenComparing(Qualification::id))
                            : Map.of(),
                    has(
                                    fields,
                                    TrackerField.LAST_ACTION,
                                    TrackerField.LAST_ACTION_DATE,
                                    TrackerField.NEXT_ACTION,
                                    TrackerField.NEXT_ACTION_DATE)
                            ? all(Action.class).stream().collect(Collectors.groupingBy(Action::partnerId))
                            : Map.of(),
                    zone);
        }

        private static boolean has(Collection<FileField> fields, TrackerField... any) {
            return List.of(any).stream().anyMatch(fields::contains);
        }

        private <T> List<T> all(Class<T> type) {
            var query = entities.getCriteriaBuilder().createQuery(type);
            return entities.createQuery(query.select(query.from(type))).getResultList();
        }

        private static <T> Map<Long, T> latest(
                List<T> records, java.util.function.Function<T, Long> partner, Comparator<T> order) {
            var latest = new HashMap<Long, T>();
            for (var each : records)
                latest.merge(partner.apply(each), each, (one, other) -> order.compare(one, other) >= 0 ? one : other);
            return latest;
        }
    }

    /** Whether the value is what is shown already, or the opening value that was brought along before. */
    boolean says(Partner partner, Measure measure, @Nullable BigDecimal amount, @Nullable LocalDate day) {
        if (!partner.stored()) return false;
        var all = figures.get(partner.id());
        var figure = all == null ? null : all.of(measure);
        if (amount != null)
            return figure == null
                    ? amount.signum() == 0
                    : figure.amount().compareTo(amount) == 0 && figure.known()
                            || (figure.opening() != null && figure.opening().compareTo(amount) == 0);
        return figure != null
                && day != null
                && figure.day() != null
                && (day.equals(figure.day()) || isBehind(measure, day, figure.day()));
    }

    /** A first day that comes later, or a last one that comes earlier, says nothing new. */
    private static boolean isBehind(Measure measure, LocalDate day, LocalDate shown) {
        return measure == Measure.FIRST_TOUCH ? day.isAfter(shown) : day.isBefore(shown);
    }

    @Nullable
    NinetyDayTest test(Partner partner) {
        return partner.stored() ? tests.get(partner.id()) : null;
    }

    @Nullable
    Qualification qualification(Partner partner) {
        return partner.stored() ? qualifications.get(partner.id()) : null;
    }

    boolean wasDone(Partner partner, @Nullable LocalDate on, String note) {
        return of(partner).stream()
                .filter(action -> !action.open())
                .anyMatch(action -> said(action, note) && (on == null || on.equals(doneOn(action))));
    }

    private @Nullable LocalDate doneOn(Action action) {
        var at = action.completedAt();
        return at == null ? null : LocalDate.ofInstant(at, zone);
    }

    /**
     * A next action as a row tells it.
     *
     * @param type null where the row says none, as with the others
     * @param note empty for none
     */
    record SaidNext(
            @Nullable ActionType type,
            String note,
            @Nullable LocalDate due,
            @Nullable Long who) {}

    /** Whether it is set already, or was: one that was done, postponed or handed over here is not set again. */
    boolean isPlanned(Partner partner, SaidNext next) {
        return of(partner).stream()
                .anyMatch(action -> said(action, next.note())
                        && (next.type() == null || action.type() == next.type())
                        && (next.due() == null || action.wasDue(next.due()))
                        && (next.who() == null || !action.open() || action.assigneeId() == next.who()));
    }

    /** The open action that a table meant before it was changed there: the one it brought along, else the only one so called or due. */
    @Nullable
    Action meant(Partner partner, SaidNext next) {
        var open = of(partner).stream()
                .filter(action -> action.open() && !action.type().closesByItself())
                .toList();
        return open.stream()
                .filter(Action::wasBroughtAlong)
                .max(Comparator.comparing(Action::id))
                .or(() -> only(open, action -> !next.note().isEmpty() && said(action, next.note())))
                .or(() -> only(
                        open,
                        action -> action.type() == next.type() && next.due() != null && action.wasDue(next.due())))
                .orElse(null);
    }

    private static Optional<Action> only(List<Action> actions, Predicate<Action> wanted) {
        var found = actions.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean said(Action action, String note) {
        return note.isEmpty() || Objects.equals(action.note(), note.strip());
    }

    private List<Action> of(Partner partner) {
        return partner.stored() ? actions.getOrDefault(partner.id(), List.of()) : List.of();
    }
}
