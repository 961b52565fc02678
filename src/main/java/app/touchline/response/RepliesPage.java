package app.touchline.response;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Freshness;

/**
 * Threads that wait for an answer, on either side.
 *
 * @param state which of them are shown; null for those of which somebody said that no reply is needed
 * @param mine only with partners that I own
 * @param counts of each state, dismissed ones apart
 * @param mayAct whether I may dismiss
 */
record RepliesPage(
        @Nullable ReplyState state,
        boolean mine,
        List<Line> lines,
        Map<ReplyState, Integer> counts,
        int dismissed,
        int workingDays,
        ZoneId zone,
        Freshness freshness,
        boolean mayAct) {

    /**
     * One thread with one partner.
     *
     * @param who wrote the newest message, theirs or ours; null if not known by name
     * @param since when the first message was written that has no answer
     * @param dismissedBy who said that no reply is needed
     */
    record Line(
            long touchId,
            long partnerId,
            String partner,
            String tier,
            @Nullable String owner,
            @Nullable String who,
            boolean owedByUs,
            @Nullable String subject,
            Instant at,
            Instant since,
            @Nullable String dismissedBy,
            @Nullable Instant dismissedAt) {

        /** "Priya wrote", "you have no answer": who has the last word. */
        public String words() {
            if (who != null) return who + " wrote";
            return owedByUs ? "They wrote" : "We wrote";
        }

        public boolean severalSince() {
            return since.isBefore(at);
        }
    }

    public ReplyState[] states() {
        return ReplyState.values();
    }

    public int count(ReplyState of) {
        return counts.getOrDefault(of, 0);
    }

    public int shown() {
        return state == null ? dismissed : count(state);
    }

    public int more() {
        return Math.max(0, shown() - lines.size());
    }

    public String here() {
        return "/replies?show=" + (state == null ? "dismissed" : state.code()) + "&who=" + (mine ? "mine" : "all");
    }
}
