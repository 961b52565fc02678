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
 * @param behind whether it was not read to its end for longer than it should be
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
        boolean behind,
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

    private static final int FOLDERS_SHOWN = 200;

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

    private MailboxStanding standing() {
        return new MailboxStanding(inTenant, state, paused, acknowledged, keyFits, behind);
    }

    /** Its standing in a word, or a few. */
    public String words() {
        return standing().words();
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

    public String icon() {
        return standing().icon();
    }

    public boolean bad() {
        return standing().bad();
    }

    /** Whether the page has something to show that changes by itself. */
    public boolean busy() {
        return standing().busy();
    }

    /** The first of them: there may be thousands, and the page is looked at every few seconds. */
    public List<Folder> foldersShown() {
        return folders.subList(0, Math.min(FOLDERS_SHOWN, folders.size()));
    }

    public int moreFolders() {
        return folders.size() - foldersShown().size();
    }

    public long count(String what) {
        return counted.stream()
                .filter(counter -> counter.what().equals(what))
                .mapToLong(Counted::n)
                .sum();
    }
}
