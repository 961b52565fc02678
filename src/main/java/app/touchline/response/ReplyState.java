package app.touchline.response;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How a thread with a partner stands whose newest human message has no answer: per thread and partner, by that message.
 * Before the threshold in working days nothing is said of it; a meeting with the partner after it clears it, and a person
 * may dismiss it.
 *
 * <p>{@link #condition} is the rule, on a row {@code r} of the table response; {@link ReplyBounds#of} gives its parameters.
 */
public enum ReplyState {
    /** Theirs is the newest message, older than the threshold. */
    OWED("Replies owed", "THEM", false),
    /** Ours is. */
    AWAITED("Replies awaited", "US", false),
    /** As owed, 30 days on: we never answered. */
    NEVER_ANSWERED("Never answered by us", "THEM", true),
    /** As awaited, 30 days on: they never answered. */
    NEVER_ANSWERED_BY_THEM("Never answered by them", "US", true);

    private static final String CONDITION = """
            r.answered_at is null and r.asked_by = '${side}' and ${age}
            and not exists (
                select from reply_dismissal d where d.touch_id = r.last_touch_id and d.partner_id = r.partner_id)
            and not exists (
                select from touch t join touch_partner tp on tp.touch_id = t.id
                where t.kind = 'MEETING' and t.occurred_at > :repliesSince and t.occurred_at <= :repliesNow
                  and tp.partner_id = r.partner_id and tp.counts <> 'NO' and tp.occurred_at > r.last_at)
            """;

    private final String words;
    private final String condition;

    ReplyState(String words, String side, boolean over) {
        this.words = words;
        this.condition = CONDITION
                .replace("${side}", side)
                .replace(
                        "${age}",
                        over
                                ? "r.last_at <= :repliesOver and r.last_at > :repliesSince"
                                : "r.last_at <= :repliesOlderThan and r.last_at > :repliesOver");
    }

    static Optional<ReplyState> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    /** As an address writes it: "never-answered". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String words() {
        return words;
    }

    public boolean owedByUs() {
        return this == OWED || this == NEVER_ANSWERED;
    }

    public String condition() {
        return condition;
    }
}
