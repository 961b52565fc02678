package app.touchline.mailbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Mailboxes by how they stand; each is in one of them. The condition is on mailbox {@code m} and {@code :behindBefore}. */
enum MailboxGroup {
    TROUBLE("In trouble", Conditions.IS_READ + "m.state not in ('WAITING', 'BACKFILL', 'LIVE')"),
    BEHIND("Behind", Conditions.IS_READ + "m.state = 'LIVE' and m.last_ok_at < :behindBefore"),
    UNACKNOWLEDGED("Waiting for acknowledgement", "not m.paused and m.acknowledged_at is null"),
    PAUSED("Paused", "m.paused"),
    READING("Reading older mail", Conditions.IS_READ + "m.state in ('WAITING', 'BACKFILL')"),
    UP_TO_DATE("Up to date", Conditions.IS_READ + "m.state = 'LIVE' and (m.last_ok_at < :behindBefore) is not true");

    private final String words;
    private final String condition;

    MailboxGroup(String words, String condition) {
        this.words = words;
        this.condition = condition;
    }

    public String words() {
        return words;
    }

    String condition() {
        return condition;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<MailboxGroup> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(group -> group.code().equals(code))
                .findFirst();
    }

    /** A constant of an enum cannot use one of its fields. */
    private static final class Conditions {
        static final String IS_READ = "not m.paused and m.acknowledged_at is not null and ";
    }
}
