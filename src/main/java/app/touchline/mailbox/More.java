package app.touchline.mailbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a second fetch brings for a message that matched.
 *
 * @param calendarPart whether one of its parts is {@code text/calendar}
 * @param newestReceived the time in its newest Received header, if it has one that can be read
 */
public record More(boolean calendarPart, @Nullable Instant newestReceived) {}
