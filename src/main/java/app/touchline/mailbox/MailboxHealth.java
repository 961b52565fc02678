package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.touch.Nature;
import app.touchline.touch.Rule;

/**
 * How one mailbox fares, as its page shows it.
 *
 * @param belongsTo the member's name, or null for a shared one
 * @param headersHidden whether received mail showed no headers when it was looked into
 * @param tooWide whether its tenant's app reaches a mailbox that it is not meant to reach
 * @param server where it is, as a person reads it
 * @param keyFits whether the stored password can be read with the present key
 * @param backfill reading back to the floor; null when done
 * @param moved when it was probably moved from another server; null if nothing says so
 * @param toReadAgain how many messages will be looked through for partners that changed, but are not yet; null when none will
 * @param reread reading again after partners changed; null when done
 */
record MailboxHealth(
        long id,
        String address,
        @Nullable String belongsTo,
        boolean inTenant,
        @Nullable Long connectionId,
        boolean headersHidden,
        boolean tooWide,
        String server,
        String username,
        boolean unprotected,
        LocalDate floor,
        Mailbox.State state,
        boolean paused,
        boolean acknowledged,
        boolean keyFits,
        @Nullable Instant readTo,
        @Nullable Instant notBefore,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        int perMinute,
        @Nullable Backfill backfill,
        @Nullable Backfill reread,
        @Nullable Long toReadAgain,
        MovedMailboxes.@Nullable Moved moved,
        List<Counted> counted,
        List<Folder> folders,
        List<Quarantined> quarantine) {

    /** A counter: what became of so many messages. */
    record Counted(String what, long n) {

        /** As a person reads it. */
        public String label() {
            return switch (what) {
                case "read" -> "Read";
                case "matched" -> "With partners";
                case "strangers" -> "With nobody known, or left out: forgotten";
                case "own" -> "Among ourselves: forgotten";
                case "swept_new" -> "Found only by the daily second look";
                case "not_counted" -> "Not counted";
                default -> what.startsWith("not_counted:") ? notCounted(Rule.of(what.substring(12))) : what;
            };
        }
    }

    /** "Not counted: automatic reply (Auto-Submitted)", as the touch itself says it. */
    private static String notCounted(Rule rule) {
        return switch (rule.nature()) {
            case Nature.Automatic(var reason, var _) -> "Not counted: %s (%s)".formatted(reason.words(), rule.words());
            case Nature.Human(var _) -> "Not counted";
        };
    }

    record Folder(
            String title, boolean gone, @Nullable String problem, boolean begun, boolean backfillDone, long left) {

        public String words() {
            if (gone) return "Not on the server any more; its touches stay";
            if (!begun) return "Not read yet";
            if (left > 0 || !backfillDone) return Durations.count(left, "message") + " still to read";
            return "Read";
        }
    }

    record Quarantined(String providerId, String errorClass, int tries, Instant at) {}

    /** Its standing in a word, or a few. */
    public String words() {
        if (paused) return "Paused";
        if (!acknowledged) return "Waits for acknowledgement";
        if (!keyFits) return "Key does not fit";
        return switch (state) {
            case WAITING -> "Waits for its turn";
            case BACKFILL -> "Reading older mail";
            case LIVE -> "Up to date";
            case BACKOFF -> "In trouble";
            case REAUTH_REQUIRED -> inTenant ? "Is closed to Touchline" : "Needs a new password";
            case GONE_SUSPECT -> "Was not there";
            case GONE -> "Is not there any more";
        };
    }

    /** What is said while mail waits to be read again; null while none does. */
    public @Nullable String rereadWords() {
        if (toReadAgain == null) return null;
        if (reread != null)
            return "Partners, contacts or domains have changed once more: when this is done, it is read again for them.";
        return "Partners, contacts or domains have changed: %s will be looked through for them, %s."
                .formatted(
                        Durations.count(toReadAgain, "message"),
                        backfill == null ? "after what is new" : "when the older mail is in");
    }

    /** An icon beside the word: good, busy, resting or bad. */
    public String icon() {
        if (paused) return "player-pause";
        if (!acknowledged) return "hourglass";
        if (!keyFits) return "alert-triangle";
        return switch (state) {
            case WAITING -> "clock";
            case BACKFILL -> "refresh";
            case LIVE -> "circle-check";
            case BACKOFF, REAUTH_REQUIRED, GONE_SUSPECT, GONE -> "alert-triangle";
        };
    }

    public boolean bad() {
        return !paused
                && acknowledged
                && (!keyFits
                        || switch (state) {
                            case WAITING, BACKFILL, LIVE -> false;
                            case BACKOFF, REAUTH_REQUIRED, GONE_SUSPECT, GONE -> true;
                        });
    }

    /** Whether the page has something to show that changes by itself. */
    public boolean busy() {
        return !paused && acknowledged && keyFits && (state != Mailbox.State.REAUTH_REQUIRED || inTenant);
    }

    public long count(String what) {
        return counted.stream()
                .filter(counter -> counter.what().equals(what))
                .mapToLong(Counted::n)
                .sum();
    }
}
