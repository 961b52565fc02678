package app.touchline.mailbox;

import org.jspecify.annotations.Nullable;

/** The time that one turn at a mailbox has, and what was read in it. */
final class TurnTime {

    /** Which part of it goes to older mail while other mailboxes are due. */
    private static final int WHILE_OTHERS_WAIT = 12;

    /** Fewer messages say nothing about the rate. */
    private static final int ENOUGH_FOR_A_RATE = 200;

    private final Turn turn;
    private final Turns turns;
    private final MailboxSettings limits;
    private final long begunAt = System.nanoTime();
    private int pages;
    private int older;

    TurnTime(Turn turn, Turns turns, MailboxSettings limits) {
        this.turn = turn;
        this.turns = turns;
        this.limits = limits;
    }

    /** @param olderMessages how many of its messages are no new mail */
    void onePage(int olderMessages) {
        pages++;
        older += olderMessages;
    }

    /** Never before the first page, so that every turn brings the mailbox on. */
    boolean isUp() {
        return pages > 0
                && (pagesLeft() <= 0
                        || System.nanoTime() - begunAt > limits.slice().toNanos());
    }

    int pagesLeft() {
        return limits.pagesPerSlice() - pages;
    }

    /** While others wait, older mail takes but a part of it. */
    boolean othersComeFirst() {
        return pages > 0
                && System.nanoTime() - begunAt > limits.slice().toNanos() / WHILE_OTHERS_WAIT
                && turns.keepsOthersWaiting(turn);
    }

    /** How much older mail is read in a minute; null after too little to tell. */
    @Nullable
    Integer perMinute() {
        if (older < ENOUGH_FOR_A_RATE) return null;
        var millis = Math.max(1, (System.nanoTime() - begunAt) / 1_000_000);
        return (int) Math.clamp(older * 60_000L / millis, 1, Integer.MAX_VALUE);
    }
}
