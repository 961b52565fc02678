package app.touchline.mailbox;

import java.time.Duration;

/** How one turn at a mailbox ended, which is when the next one begins. */
public sealed interface Slice {

    /** All is read; look again after the usual interval. */
    record ReadToTheEnd(Duration next) implements Slice {}

    /** There is more to read: at once, after the others had their turn. */
    record MoreToRead() implements Slice {}

    /** Trouble, said on the mailbox's page; try again after a while. */
    record Later(Duration after) implements Slice {}

    /** Not to be read now: paused, not acknowledged, or waiting for a new password. */
    record Resting() implements Slice {}

    /** The mailbox was removed: there is nothing more to do, ever. */
    record Over() implements Slice {}
}
