package app.touchline.deal;

import java.time.LocalDate;

/**
 * Something about a deal that waits for somebody today.
 *
 * @param href where it is done
 * @param what "Decide Brightwater Foods"
 * @param about which deal, and what to know before acting
 * @param partner whose deal it is
 * @param tier of that partner
 * @param owner who of ours looks after the deal
 * @param due by which day in the programme's zone it is to be done
 * @param when "was due Wed 18 Nov, 10:00", "ends in 3 d"
 * @param late whether its time is over
 */
public record DealDuty(
        Kind kind,
        String href,
        String what,
        String about,
        String partner,
        String tier,
        String owner,
        LocalDate due,
        String when,
        boolean late) {

    /** What is to be done, in the order in which it is worked. */
    public enum Kind {
        DECISION("registration to decide", "registrations to decide"),
        APPEAL("appeal to decide", "appeals to decide"),
        PROTECTION("protection ending", "protections ending");

        private final String one;
        private final String many;

        Kind(String one, String many) {
            this.one = one;
            this.many = many;
        }

        /** "3 registrations to decide". */
        public String counted(int n) {
            return "%,d %s".formatted(n, n == 1 ? one : many);
        }
    }
}
