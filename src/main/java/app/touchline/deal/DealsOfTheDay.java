package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.DealDuties.Pressing;
import app.touchline.deal.DealDuties.Scope;
import app.touchline.deal.DealDuties.Some;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * What of deals is on a daily list: registrations and appeals to decide, protection that ends soon. The page, its summary, the
 * number in the bar, the file, the morning mail and the calendar all say this.
 */
@Component
public class DealsOfTheDay {

    private static final int MOST_AHEAD = 500;

    private final ObjectProvider<DealDuties> duties;
    private final SettingsReader settings;

    DealsOfTheDay(ObjectProvider<DealDuties> duties, SettingsReader settings) {
        this.duties = duties;
        this.settings = settings;
    }

    /** What there is of each kind, in the order in which it is worked; no kind without any. */
    public record Day(List<Some> kinds) {

        public boolean nothing() {
            return kinds.isEmpty();
        }

        public int count() {
            return kinds.stream().mapToInt(Some::count).sum();
        }

        public List<DealDuty> first() {
            return kinds.stream().flatMap(some -> some.first().stream()).toList();
        }

        /** How many are counted and not told. */
        public int more() {
            return count() - first().size();
        }

        /** "3 registrations to decide, 1 protection ending"; empty where there is nothing. */
        public String words() {
            return kinds.stream().map(some -> some.kind().counted(some.count())).collect(Collectors.joining(", "));
        }
    }

    /**
     * @param mine decisions only for who may make them, appeals to this person, protection of deals this person or their
     *     partners have
     * @param most how many of each kind are told; all are counted
     */
    @Transactional(readOnly = true)
    public Day of(SignedIn me, boolean mine, @Nullable Long tierId, @Nullable Long typeId, Instant now, int most) {
        var today = LocalDate.ofInstant(now, settings.zone());
        return of(new Scope(me, mine, tierId, typeId, now, today, today, most));
    }

    private Day of(Scope scope) {
        return new Day(duties.stream()
                .map(each -> each.of(scope))
                .filter(some -> some.count() > 0)
                .sorted(Comparator.comparing(Some::kind))
                .toList());
    }

    /** What is this person's, also what is to be decided later: for a calendar, the first of each kind. */
    @Transactional(readOnly = true)
    public List<DealDuty> ahead(SignedIn me, Instant now) {
        var today = LocalDate.ofInstant(now, settings.zone());
        return of(new Scope(me, true, null, null, now, today, today.plusYears(1), MOST_AHEAD))
                .first();
    }

    /** Of this person's own list, what is late and what else is to be done today. */
    @Transactional(readOnly = true)
    public Pressing pressing(SignedIn me, Instant now) {
        var today = LocalDate.ofInstant(now, settings.zone());
        return duties.stream().map(each -> each.pressing(me, now, today)).reduce(Pressing.NOTHING, Pressing::and);
    }
}
