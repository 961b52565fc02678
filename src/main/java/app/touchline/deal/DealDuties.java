package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.team.SignedIn;

/** One kind of what waits about deals; asked by the daily list, and by the mail that says the same. */
public interface DealDuties {

    Some of(Scope scope);

    /** Of what is on this person's own list, how much is late and how much is due by the end of the programme's day. */
    Pressing pressing(SignedIn me, Instant now, LocalDate today);

    /** @param count of all, of which these are the first */
    record Some(DealDuty.Kind kind, int count, List<DealDuty> first) {}

    /** What the bar counts: what is late, and what else is to be done today. */
    record Pressing(int late, int today) {

        static final Pressing NOTHING = new Pressing(0, 0);

        Pressing and(Pressing other) {
            return new Pressing(late + other.late, today + other.today);
        }
    }

    /**
     * Whose list it is, and what is left out of it.
     *
     * @param mine only what this person is to do, or what ends for deals this person or their partners have
     * @param tierId only of partners in this tier; null for all
     * @param typeId only of partners of this type; null for all
     * @param today in the programme's zone
     * @param until what is to be decided later than on this day is left out
     * @param most how many of each kind are told; all are counted
     */
    record Scope(
            SignedIn me,
            boolean mine,
            @Nullable Long tierId,
            @Nullable Long typeId,
            Instant now,
            LocalDate today,
            LocalDate until,
            int most) {

        private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

        /** For a query in which {@code p} is the partner; its parameters are {@link #params}. */
        public String narrowed() {
            return (tierId == null ? "" : " and p.tier_id = :tier") + (typeId == null ? "" : " and p.type_id = :type");
        }

        public Map<String, Object> params() {
            var params = new HashMap<String, Object>();
            if (tierId != null) params.put("tier", tierId);
            if (typeId != null) params.put("type", typeId);
            return params;
        }

        /** "Wed 18 Nov, 10:00" in this person's zone. */
        public String words(Instant at) {
            return WHEN.withZone(me.zone()).format(at);
        }
    }
}
