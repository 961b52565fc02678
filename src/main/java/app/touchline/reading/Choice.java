package app.touchline.reading;

import java.time.LocalDate;

/** One of the four things that can be decided about a partner that slipped. */
public sealed interface Choice {

    Decision.Kind kind();

    /** @param due a day in the assignee's zone */
    record Recovery(long assigneeId, LocalDate due, String note) implements Choice {
        @Override
        public Decision.Kind kind() {
            return Decision.Kind.RECOVERY;
        }
    }

    /** @param until the first day on which it is listed as before */
    record Snooze(LocalDate until, String reason) implements Choice {
        @Override
        public Decision.Kind kind() {
            return Decision.Kind.SNOOZE;
        }
    }

    record MoveTo(long tierId) implements Choice {
        @Override
        public Decision.Kind kind() {
            return Decision.Kind.TIER;
        }
    }

    record Pause() implements Choice {
        @Override
        public Decision.Kind kind() {
            return Decision.Kind.PAUSE;
        }
    }
}
