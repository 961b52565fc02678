package app.touchline.weekly;

import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerFilter;
import app.touchline.cadence.PartnerPage;
import app.touchline.cadence.TierWindow;
import app.touchline.mailbox.Freshness;

/** The page of the partners that one number of the weekly read counts. */
public record RowsBehind(
        LocalDate day, LocalDate today, @Nullable TierWindow tier, Which which, PartnerPage page, Freshness freshness) {

    /** Which number. */
    public enum Which {
        INSIDE("inside their window"),
        IN_CADENCE("in cadence"),
        SLIPPED("past their window"),
        HAND_NOTED("inside only by touches noted by hand");

        private final String words;

        Which(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Which of(String code) {
            for (var which : values()) if (which.code().equals(code)) return which;
            return IN_CADENCE;
        }

        PartnerFilter filter() {
            var all = PartnerFilter.ALL.orderedBy(PartnerFilter.Order.SILENCE, true);
            return switch (this) {
                case INSIDE -> all.with(CadenceStatus.ON_CADENCE, CadenceStatus.DUE_SOON);
                case IN_CADENCE -> all.with(CadenceStatus.ON_CADENCE, CadenceStatus.DUE_SOON, CadenceStatus.SLIPPED);
                case SLIPPED -> all.with(CadenceStatus.SLIPPED);
                case HAND_NOTED ->
                    all.with(CadenceStatus.ON_CADENCE, CadenceStatus.DUE_SOON).onlyRestingOnHandNoted();
            };
        }
    }

    public boolean now() {
        return day.equals(today);
    }
}
